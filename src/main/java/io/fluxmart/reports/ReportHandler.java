package io.fluxmart.reports;

import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ReportHandler {

    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;
    private static final int MAX_DAYS_OF_SALES = 3_660;

    private final OrderStatsStore orderStats;
    private final SalesReportStore salesReports;
    private final CustomerOrdersStore customerOrders;
    private final LongReads longReads;
    private final Clock clock;

    ReportHandler(
            OrderStatsStore orderStats,
            SalesReportStore salesReports,
            CustomerOrdersStore customerOrders,
            LongReads longReads,
            Clock clock) {
        this.orderStats = orderStats;
        this.salesReports = salesReports;
        this.customerOrders = customerOrders;
        this.longReads = longReads;
        this.clock = clock;
    }

    Mono<ServerResponse> orderStats(ServerRequest request) {
        int days = QueryParams.number(request, "days", 1, MAX_DAYS).orElse(DEFAULT_DAYS);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return longReads
                .run(orderStats.find(DateRange.endingWith(today, days)))
                .flatMap(stats -> ServerResponse.ok().bodyValue(stats));
    }

    Mono<ServerResponse> sales(ServerRequest request) {
        return longReads
                .run(salesReports.find(salesRangeOf(request)))
                .flatMap(report -> ServerResponse.ok().bodyValue(report));
    }

    Mono<ServerResponse> customers(ServerRequest request) {
        int limit = QueryParams.limit(request);
        UUID after = request.queryParam("after").map(CustomerOrders::placeOf).orElse(CustomerOrders.TOP);
        return customerOrders
                .list(after, limit)
                .map(rows -> Page.cut(rows, limit, CustomerOrders::cursor))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    private static DateRange salesRangeOf(ServerRequest request) {
        LocalDate from = QueryParams.required(request, "from", QueryParams::date);
        LocalDate to = QueryParams.required(request, "to", QueryParams::date);
        if (!from.isBefore(to) || from.plusDays(MAX_DAYS_OF_SALES).isBefore(to)) {
            throw QueryParams.refused("to", "to must be 1 to " + MAX_DAYS_OF_SALES + " days after from.");
        }
        return new DateRange(from, to);
    }
}
