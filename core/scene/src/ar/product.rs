//! A product that a person wants to see in their room, and its size as the merchant says it.

use super::check;
use super::error::ArError;
use crate::bounds::Bounds;
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// Most points of interest of a product.
const MOST_HOTSPOTS: usize = 32;
/// Smallest and largest side of a product, metres: a ring, a wardrobe wall with room to spare.
const SIDES: (f64, f64) = (1e-3, 100.0);
/// By how much the merchant's proportions may differ from the model's before the size is not vouched for.
const PROPORTIONS: f64 = 0.05;

/// How a product is put up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Mount {
    /// Stands on a floor or a table.
    #[default]
    Stands,
    /// Hangs on a wall, its back to it.
    Wall,
    /// Hangs from a ceiling.
    Ceiling,
}

/// A product to be placed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The app's number for it.
    pub id: u64,
    /// The model's bounds, in its own unit (glTF's metre, if it was made to scale).
    pub bounds: Bounds,
    /// Width, height and depth in metres as the merchant says; nothing where only the model says.
    pub true_size: Option<[f32; 3]>,
    /// How it is put up.
    pub mount: Mount,
    /// Points of interest, in the model's unit.
    pub hotspots: Vec<[f32; 3]>,
}

/// A checked product with the factor that makes it as large as it truly is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScaledProduct {
    pub(crate) product: Product,
    /// From the model's unit to metres.
    pub(crate) metres: f64,
    /// Whether the merchant's size is known and the model has its proportions.
    pub(crate) is_vouched: bool,
    /// Point of the model that touches what it is put up on, in the model's unit.
    pub(crate) foot: DVec3,
}

impl Product {
    /// Refuses what has no size; a merchant's size is taken by its largest side.
    pub(crate) fn scaled(self) -> Result<ScaledProduct, ArError> {
        let corners = [self.bounds.min.to_array(), self.bounds.max.to_array()];
        check::numbers(corners.as_flattened(), 1e6, "product bounds")?;
        check::count(self.hotspots.len(), MOST_HOTSPOTS, "hotspots")?;
        check::numbers(self.hotspots.as_flattened(), 1e6, "hotspot")?;
        check::numbers(&self.true_size.unwrap_or_default(), 1e3, "true size")?;
        let (min, max) = (self.bounds.min.as_dvec3(), self.bounds.max.as_dvec3());
        let model = max - min;
        let largest = model.max_element();
        if !(model.min_element() >= 0.0 && largest > 0.0) {
            return Err(ArError::ProductSize);
        }
        let said = self.true_size.map(|size| DVec3::from(size.map(f64::from)));
        let metres = said.map_or(1.0, |size| size.max_element() / largest);
        if !(SIDES.0..=SIDES.1).contains(&(metres * largest)) {
            return Err(ArError::ProductSize);
        }
        let is_alike =
            |size: DVec3| (model * metres - size).abs().max_element() <= PROPORTIONS * size.max_element();
        let middle = (min + max) * 0.5;
        let foot = match self.mount {
            Mount::Stands => middle.with_y(min.y),
            Mount::Wall => middle.with_z(min.z),
            Mount::Ceiling => middle.with_y(max.y),
        };
        Ok(ScaledProduct { is_vouched: said.is_some_and(is_alike), metres, foot, product: self })
    }
}

impl ScaledProduct {
    /// Width, height and depth in metres at true size.
    pub(crate) fn size(&self) -> DVec3 {
        (self.product.bounds.max.as_dvec3() - self.product.bounds.min.as_dvec3()) * self.metres
    }

    /// Least and greatest coordinates from the foot, metres.
    pub(crate) fn reach(&self, scale: f64) -> (DVec3, DVec3) {
        let from_foot = |corner: glam::Vec3| (corner.as_dvec3() - self.foot) * (self.metres * scale);
        (from_foot(self.product.bounds.min), from_foot(self.product.bounds.max))
    }

    /// Square metres that it covers of what carries it, at true size.
    pub(crate) fn area(&self) -> f64 {
        let size = self.size();
        if self.product.mount == Mount::Wall { size.x * size.y } else { size.x * size.z }
    }
}
