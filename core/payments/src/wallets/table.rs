//! The ways to pay as `assets/payments` has them: `build/write.rs` writes what is included here.

use crate::facts::{Facts, Needs, Otherwise, Reason, Refundable, Source};
use crate::policy::{Charges, IMMEDIATE, Policy, Poll};
use crate::wallet::{Family, Wallet};
use std::time::Duration;

include!(concat!(env!("OUT_DIR"), "/methods.rs"));
