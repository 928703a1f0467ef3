//! Payments that public SDKs and shops got wrong, played again at the real sandbox merchant: each test names the public issue that it
//! is of, does what was done there, and shows what this driver does instead.

#[path = "telling/apps.rs"]
mod apps;
#[path = "telling/case.rs"]
mod case;
mod made_up;
#[path = "telling/requests.rs"]
mod requests;
#[path = "telling/surfaces.rs"]
mod surfaces;
#[path = "driver/world.rs"]
#[allow(dead_code, reason = "shared with the tests of the driver, which use the rest")]
mod world;
