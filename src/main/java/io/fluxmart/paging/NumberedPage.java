package io.fluxmart.paging;

import java.util.List;

/** One page of a list that is read by page number, for those who need to know how many there are. */
public record NumberedPage<T>(List<T> data, Pagination pagination) {

    /**
     * Where this page stands.
     *
     * @param page 1 for the first
     * @param total rows in the whole list
     */
    public record Pagination(int page, int limit, long total, long pages) {}

    public static <T> NumberedPage<T> of(List<T> data, int page, int limit, long total) {
        return new NumberedPage<>(data, new Pagination(page, limit, total, (total + limit - 1) / limit));
    }
}
