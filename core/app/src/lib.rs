//! The shop as a person meets it: intents in, pure update, routed effects, one screen snapshot out.
