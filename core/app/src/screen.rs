//! All screen types, as shells and tests name them.

pub use crate::features::cart::screen::*;
pub use crate::features::checkout::screen::*;
pub use crate::features::home::screen::*;
pub use crate::features::orders::screen::*;
pub use crate::features::preview::screen::*;
pub use crate::features::product::screen::*;
pub use crate::features::purchase::screen::*;
pub use crate::features::search::screen::*;
pub use crate::features::settings::screen::*;
pub use crate::kernel::screen::*;
pub use crate::kernel::screen_parts::*;
