package io.fluxmart.reports;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions;
import io.fluxmart.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests of reports over years that no other test writes to; what they put there is gone afterwards. */
@FluxmartTest
abstract class InThePast {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    RecordedTransactions.Recorder statements;

    PastOrders past;

    @BeforeEach
    void openThePast() {
        past = new PastOrders(books);
        past.deleteAll();
    }

    @AfterEach
    void closeThePast() {
        past.deleteAll();
    }
}
