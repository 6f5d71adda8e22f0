--liquibase formatted sql

--changeset fluxmart:202611212240-product-prices-by-category runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS products_category_price_idx;
CREATE INDEX CONCURRENTLY products_category_price_idx ON products (category, price_amount, id);
--rollback DROP INDEX CONCURRENTLY IF EXISTS products_category_price_idx;
