package io.fluxmart.wallets;

import io.fluxmart.money.MoneySettings;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a new user an empty wallet, inside the caller's transaction. One that is there stays as it is. */
@Component
public class OpenWallet {

    private final WalletStore wallets;
    private final MoneySettings money;

    OpenWallet(WalletStore wallets, MoneySettings money) {
        this.wallets = wallets;
        this.money = money;
    }

    public Mono<Void> of(UUID userId) {
        return wallets.insert(userId, money.currency().getCurrencyCode());
    }
}
