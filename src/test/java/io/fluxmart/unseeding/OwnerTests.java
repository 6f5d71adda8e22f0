package io.fluxmart.unseeding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnerTests {

    /** A movement goes as a whole: the wallet of the other one would be wrong until they are gone too. */
    @Test
    void goWithThoseTheySentMoneyTo() {
        Owner one = owner(0, true);
        Owner stranger = owner(10, false);
        Owner other = owner(5_000, true);

        assertThat(Owner.inPieces(List.of(one, stranger, other)))
                .containsExactly(List.of(one, other), List.of(stranger));
    }

    @Test
    void goInPiecesThatATransactionCanTake() {
        List<Owner> owners = new ArrayList<>(Collections.nCopies(1_200, owner(0, false)));
        owners.addAll(Collections.nCopies(3, owner(1_000, false)));
        owners.add(owner(1_000_000, false));

        List<List<Owner>> pieces = Owner.inPieces(owners);

        assertThat(pieces).extracting(List::size).containsExactly(500, 500, 202, 1, 1);
        assertThat(pieces.stream().flatMap(List::stream)).containsExactlyElementsOf(owners);
        assertThat(Owner.inPieces(List.of())).isEmpty();
    }

    private static Owner owner(long orders, boolean isLinked) {
        return new Owner(UUID.randomUUID(), orders, isLinked);
    }
}
