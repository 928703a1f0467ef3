//! The future that ports return.

use std::future::Future;
use std::pin::Pin;

/// A boxed future, as the port traits return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
