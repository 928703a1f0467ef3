//! The merchant's client of a life: the real one, or one that is wrong in one way.

use super::World;
use crate::mutants::WrongMerchant;
use std::sync::Arc;
use tradewind_commerce::Engine;
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::WebUrl;

/// Where the platform’s profile lies: at the merchant itself, which therefore calls nobody for it.
const PROFILE: &str = "http://127.0.0.1:1/profile";

impl World {
    pub(super) fn engine(&self) -> Arc<dyn Engine> {
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        let right: Arc<dyn Engine> =
            Arc::new(UcpEngine::new(url(super::BASE), url(PROFILE), self.ports.clone()));
        match self.mutant {
            None => right,
            Some(mutant) => {
                let mut wrong = WrongMerchant::new(right, mutant, &self.ports);
                wrong.came_back = self.came_back.clone();
                Arc::new(wrong)
            }
        }
    }
}
