//! A pair of running shoes: a knitted upper drawn over a last, welded films, a foam sole with a rocker, rubber below.

mod films;
mod last;
mod sole;
mod upper;

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Finish, Part, Product, Shot};
use films::{films, marks};
use sole::{midsole, outsole};
use upper::{laces, lining, name, upper};

pub(super) fn form() -> Product {
    let knit = knit();
    let foam = texture::grain(96, 0.02, 0.000_06, 5);
    let ribs = ribs();
    let cloth = |name, colour| Finish::new(name, colour, 0.0, 0.86).with(&knit, 0.014).doubled();
    let film = |name, colour| Finish::new(name, colour, 0.0, 0.44);
    let parts = [
        (
            upper(),
            [cloth("knit, red", 0xCE3A30), cloth("knit, navy", 0x2E3B5C), cloth("knit, white", 0xEDE8DD)],
        ),
        (
            lining(),
            [
                cloth("lining, red", 0x8E2622),
                cloth("lining, navy", 0x1B2439),
                cloth("lining, white", 0xD3CCBF),
            ],
        ),
        (films(), [film("film, red", 0xA9281F), film("film, navy", 0x19213A), film("film, white", 0xDAD4C8)]),
        (
            marks(),
            [film("mark, white", 0xF0EBE1), film("mark, white", 0xE6E2DA), film("mark, clay", 0xB9694C)],
        ),
        (
            laces(),
            [cloth("lace, red", 0xE0554A), cloth("lace, navy", 0x46557A), cloth("lace, white", 0xF4F0E7)],
        ),
        (
            midsole(true),
            [
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.76).with(&ribs, 0.012),
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.76).with(&ribs, 0.012),
                Finish::new("foam, white", 0xF3EFE6, 0.0, 0.76).with(&ribs, 0.012),
            ],
        ),
        (
            midsole(false),
            [
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.72).with(&foam, 0.02),
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.72).with(&foam, 0.02),
                Finish::new("foam, white", 0xF3EFE6, 0.0, 0.72).with(&foam, 0.02),
            ],
        ),
        (
            outsole(),
            [
                Finish::new("rubber, black", 0x2B2A2B, 0.0, 0.82),
                Finish::new("rubber, gum", 0xB4804E, 0.0, 0.78),
                Finish::new("rubber, gum", 0xB4804E, 0.0, 0.78),
            ],
        ),
    ];
    // Right shoe in front, left one a little ahead of it behind.
    let pair = |mesh: Mesh| {
        let left = mesh.clone().stretched(1.0, 1.0, -1.0).moved(-0.0045, 0.0, -0.0505);
        let crease = mesh.crease.unwrap_or(60.0);
        Mesh::join([mesh.moved(0.0045, 0.0, 0.0505), left]).creased(crease)
    };
    let mut parts: Vec<Part> =
        parts.into_iter().map(|(mesh, finishes)| Part::ways(pair(mesh), finishes)).collect();
    // The name is read the same way on both tongues.
    parts[3].mesh.add(&name().moved(0.0045, 0.0, 0.0505));
    parts[3].mesh.add(&name().moved(-0.0045, 0.0, -0.0505));
    Product {
        id: "shoes",
        ways: ["red", "navy", "white"],
        parts,
        shot: Shot { theta: 32.0, phi: 68.0, distance: 0.95 },
    }
}

/// Knit: columns of V, every fourth loop of a row left open for air.
fn knit() -> Map {
    let (columns, rows) = (10i64, 10i64);
    Map::paint(144, 0.014, |u, v| {
        let x = u * columns as f64;
        let column = x.floor() as i64;
        let side = x - x.floor() - 0.5;
        // Both legs of a loop lean towards its middle.
        let y = v * rows as f64 + 0.55 * (1.0 - 2.0 * side.abs());
        let row = (y.floor() as i64).rem_euclid(rows);
        let along = y - y.floor() - 0.5;
        let leg = (1.0 - 5.6 * (side.abs() - 0.25) * (side.abs() - 0.25) * 4.0).max(0.0);
        let loop_ = (1.0 - 3.2 * along * along).max(0.0);
        let open = (column + 2 * row).rem_euclid(5) == 0;
        let own = 0.06 * (hash(column, row, 3) - 0.5);
        let body = leg * loop_;
        let value = if open { 0.64 + 0.20 * body } else { 0.76 + 0.24 * body + own };
        Texel { height: if open { 0.000_12 * body } else { 0.000_32 * body }, ..Texel::grey(value) }
    })
}

/// Slanting cuts in the lower foam.
fn ribs() -> Map {
    Map::paint(64, 0.012, |u, v| {
        let t = (2.0 * u - v).rem_euclid(1.0);
        let cut = smoothstep(0.13, 0.03, (t - 0.5).abs());
        Texel { height: -0.000_5 * cut, ..Texel::grey(1.0 - 0.16 * cut) }
    })
}
