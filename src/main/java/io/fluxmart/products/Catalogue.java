package io.fluxmart.products;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is for sale, for other rooms to show. */
@Component
public class Catalogue {

    private final ProductStore products;

    Catalogue(ProductStore products) {
        this.products = products;
    }

    /** One statement; empty when there is no such product. */
    public Mono<Product> find(long id) {
        return products.findById(id);
    }
}
