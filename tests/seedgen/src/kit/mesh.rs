//! Meshes and the ways to make them: lathe, sweep, extrusion, boxes with real bevels. UVs are metres along the surface.

mod normals;
mod plate;
mod solids;
mod swept;

use super::maths::*;

/// Triangles, counter-clockwise from outside. `uvs` are metres along the surface; `around`, where it is set, is the length
/// at which u comes back to itself, so that a texture can be made to fit whole times.
#[derive(Debug, Clone, Default)]
pub struct Mesh {
    /// Metres.
    pub points: Vec<V3>,
    /// Metres along the surface.
    pub uvs: Vec<V2>,
    /// Corners, counter-clockwise from outside.
    pub faces: Vec<[u32; 3]>,
    /// Length at which u closes on itself.
    pub around: Option<f64>,
    /// Edges sharper than this many degrees stay sharp. `None` is 40.
    pub crease: Option<f64>,
}

impl Mesh {
    /// A sheet of `nu` by `nv` cells over u, v in 0..1. The front is where u turns to v counter-clockwise.
    pub fn sheet(nu: usize, nv: usize, at: impl Fn(f64, f64) -> V3, uv: impl Fn(f64, f64) -> V2) -> Self {
        let mut mesh = Self::default();
        for j in 0..=nv {
            for i in 0..=nu {
                let (u, v) = (i as f64 / nu as f64, j as f64 / nv as f64);
                mesh.points.push(at(u, v));
                mesh.uvs.push(uv(u, v));
            }
        }
        mesh.weave(nu, nv);
        mesh
    }

    /// Faces of a grid whose points are there, rows of `nu + 1`. Faces without area are left out.
    fn weave(&mut self, nu: usize, nv: usize) {
        let row = nu as u32 + 1;
        for j in 0..nv as u32 {
            for i in 0..nu as u32 {
                let [a, b, c, d] = [j * row + i, j * row + i + 1, (j + 1) * row + i + 1, (j + 1) * row + i];
                self.triangle(a, b, c);
                self.triangle(a, c, d);
            }
        }
    }

    fn triangle(&mut self, a: u32, b: u32, c: u32) {
        let [p, q, r] = [a, b, c].map(|i| self.points[i as usize]);
        if (q - p).cross(r - p).length() > 1e-12 {
            self.faces.push([a, b, c]);
        }
    }

    /// Joined with `other`, which keeps its UVs.
    pub fn add(&mut self, other: &Self) {
        let start = self.points.len() as u32;
        self.points.extend_from_slice(&other.points);
        self.uvs.extend_from_slice(&other.uvs);
        self.faces.extend(other.faces.iter().map(|f| f.map(|i| i + start)));
        self.around = self.around.or(other.around);
    }

    /// All of them as one.
    pub fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.add(&part);
            all.crease = all.crease.or(part.crease);
        }
        all
    }

    /// Moved by `by`.
    pub fn moved(self, x: f64, y: f64, z: f64) -> Self {
        self.bent(|p| p + v3(x, y, z))
    }

    /// Turned about `axis` through the origin.
    pub fn turned(self, axis: V3, degrees: f64) -> Self {
        self.bent(|p| turn(p, axis, degrees))
    }

    /// Stretched; UVs stay.
    pub fn stretched(self, x: f64, y: f64, z: f64) -> Self {
        let flip = x * y * z < 0.0;
        let bent = self.bent(|p| p * v3(x, y, z));
        if flip { bent.inside_out() } else { bent }
    }

    /// Its mirror image across the plane x = 0.
    pub fn mirrored(self) -> Self {
        self.stretched(-1.0, 1.0, 1.0)
    }

    /// With the inside as its outside.
    pub fn inside_out(mut self) -> Self {
        self.faces.iter_mut().for_each(|f| f.swap(1, 2));
        self
    }

    /// Every point put where `f` says.
    pub fn bent(mut self, f: impl Fn(V3) -> V3) -> Self {
        self.points.iter_mut().for_each(|p| *p = f(*p));
        self
    }

    /// UVs as `f` makes them from a point and the UV so far, metres.
    pub fn mapped(mut self, f: impl Fn(V3, V2) -> V2) -> Self {
        for (uv, p) in self.uvs.iter_mut().zip(&self.points) {
            *uv = f(*p, *uv);
        }
        self.around = None;
        self
    }

    /// Edges sharper than `degrees` stay sharp.
    pub fn creased(mut self, degrees: f64) -> Self {
        self.crease = Some(degrees);
        self
    }

    /// Lowest and highest corner.
    pub fn bounds(&self) -> (V3, V3) {
        self.points
            .iter()
            .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(lo, hi), p| (lo.min(*p), hi.max(*p)))
    }
}
