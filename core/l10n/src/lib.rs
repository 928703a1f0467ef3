//! Every word, number, price and date a shopper sees: Fluent messages, ICU4X formatting, direction.
