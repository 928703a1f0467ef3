//! Which test card a credential stands for.

use serde::{Deserialize, Serialize};

/// A test card of Stripe's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Card {
    /// Pays.
    Good,
    /// Is declined when it is charged.
    Declined,
    /// Pays once the person was authenticated.
    ThreeDs,
}

/// Word in a token, the card it stands for, and that card's number (<https://docs.stripe.com/testing>). The first word that is
/// found decides; every token holds the last one.
const TABLE: [(&str, Card, &str); 3] = [
    ("declined", Card::Declined, "4000000000000341"),
    ("3ds", Card::ThreeDs, "4000002500003155"),
    ("", Card::Good, "4242424242424242"),
];

impl Card {
    /// The card that a credential, as text, stands for.
    pub(crate) fn of(credential: &str) -> Self {
        TABLE.iter().find(|(word, ..)| credential.contains(word)).map_or(Self::Good, |(_, card, _)| *card)
    }

    pub(super) fn number(self) -> &'static str {
        TABLE.iter().find(|(_, card, _)| *card == self).map_or("", |(.., number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_the_token_chooses_the_card() {
        for (token, card) in [
            ("sandbox_ok", Card::Good),
            ("tok_declined", Card::Declined),
            ("tok_3ds", Card::ThreeDs),
            ("tok_3ds_declined", Card::Declined),
        ] {
            assert_eq!(Card::of(token), card, "{token}");
            assert_eq!(card.number().len(), 16);
        }
    }
}
