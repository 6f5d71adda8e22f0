package io.fluxmart;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.fluxmart.auth.AuthRoutes;
import io.fluxmart.carts.CartRoutes;
import io.fluxmart.imports.ImportRoutes;
import io.fluxmart.jobs.JobRoutes;
import io.fluxmart.mails.MailRoutes;
import io.fluxmart.notifications.NotificationRoutes;
import io.fluxmart.orders.OrderRoutes;
import io.fluxmart.platform.http.RouteFinder;
import io.fluxmart.platform.http.RouteTable;
import io.fluxmart.posts.PostRoutes;
import io.fluxmart.products.ProductRoutes;
import io.fluxmart.rankings.RankingRoutes;
import io.fluxmart.reports.ReportRoutes;
import io.fluxmart.reviews.ReviewRoutes;
import io.fluxmart.sessions.SessionRoutes;
import io.fluxmart.showcase.ShowcaseRoutes;
import io.fluxmart.ticker.TickerRoutes;
import io.fluxmart.users.UserRoutes;
import io.fluxmart.wallets.WalletRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The API's table of contents. Each room lists its own routes; all of them live under {@code /api}. */
@Configuration(proxyBeanMethods = false)
class ApiRoutes {

    private final RouterFunction<ServerResponse> rooms;

    ApiRoutes(
            UserRoutes users,
            AuthRoutes auth,
            SessionRoutes sessions,
            ProductRoutes products,
            TickerRoutes ticker,
            ReviewRoutes reviews,
            RankingRoutes rankings,
            ShowcaseRoutes showcase,
            ReportRoutes reports,
            CartRoutes carts,
            OrderRoutes orders,
            WalletRoutes wallets,
            PostRoutes posts,
            NotificationRoutes notifications,
            JobRoutes jobs,
            MailRoutes mails,
            ImportRoutes imports) {
        rooms = route().nest(
                        path("/api"),
                        api -> api.add(users.routes())
                                .add(auth.routes())
                                .add(sessions.routes())
                                .add(products.routes())
                                .add(ticker.routes()) // before the showcase, whose /products/{id} would take its
                                // /stream
                                .add(reviews.routes())
                                .add(rankings.routes()) // before showcase, whose /products/{id} would take /bestsellers
                                .add(showcase.routes()) // behind products, and what stands beside its /products/{id}
                                .add(reports.routes()) // before orders and posts, whose {id} would take their /stats
                                .add(carts.routes())
                                .add(orders.routes())
                                .add(wallets.routes())
                                .add(posts.routes())
                                .add(notifications.routes())
                                .add(jobs.routes())
                                .add(mails.routes())
                                .add(imports.routes()))
                .build();
    }

    @Bean
    RouteTable routeTable() {
        return RouteTable.of(rooms);
    }

    @Bean
    RouterFunction<ServerResponse> api() {
        return new RouteFinder(rooms);
    }
}
