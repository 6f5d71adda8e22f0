package io.fluxmart.wallets;

import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.idempotency.Answers;
import io.fluxmart.idempotency.Claims;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class WalletHandler {

    private final RequestReader reader;
    private final Claims claims;
    private final TransferFunds transferFunds;
    private final WalletStore wallets;
    private final MoneySettings money;

    WalletHandler(
            RequestReader reader,
            Claims claims,
            TransferFunds transferFunds,
            WalletStore wallets,
            MoneySettings money) {
        this.reader = reader;
        this.claims = claims;
        this.transferFunds = transferFunds;
        this.wallets = wallets;
        this.money = money;
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(user -> wallets.findOf(user.id()))
                .defaultIfEmpty(Wallet.empty(money.currency()))
                .flatMap(wallet -> EntityTags.answer(request, wallet.entityTag(), wallet));
    }

    Mono<ServerResponse> listEntries(ServerRequest request) {
        int limit = QueryParams.limit(request);
        long before = request.queryParam("after").map(LedgerEntry::idIn).orElse(LedgerEntry.NEWEST);
        return CurrentUsers.required(request)
                .flatMap(user -> wallets.listOf(user.id(), before, limit))
                .map(rows -> Page.cut(rows, limit, LedgerEntry::cursor))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> transfer(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(sender -> reader.read(request, TransferRequest.class)
                        .flatMap(transfer -> transferFunds.toAnother(
                                sender, claims.of(request, sender.id(), "wallets.transfer", transfer), transfer)))
                .flatMap(Answers::created);
    }

    Mono<ServerResponse> deposit(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(admin -> reader.read(request, DepositRequest.class)
                        .flatMap(deposit -> transferFunds.fromOutside(
                                admin, claims.of(request, admin.id(), "wallets.deposit", deposit), deposit)))
                .flatMap(Answers::created);
    }
}
