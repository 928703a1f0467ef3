//! The smallest cart that still shows a difference: lines, pieces, costs and facts are taken away as long as it stays.

use tradewind_domain::Money;
use tradewind_trade::row::{Flags, Incoterm};
use tradewind_trade::{Claimed, Request};

/// Takes away from an order whatever is not needed for `fails` to hold.
pub fn shrunk(request: &Request, fails: impl Fn(&Request) -> bool) -> Request {
    let mut least = request.clone();
    loop {
        let smaller = steps(&least).into_iter().find(|smaller| *smaller != least && fails(smaller));
        match smaller {
            Some(smaller) => least = smaller,
            None => return least,
        }
    }
}

/// Orders that have a little less each.
fn steps(request: &Request) -> Vec<Request> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Request)| {
        let mut smaller = request.clone();
        change(&mut smaller);
        all.push(smaller);
    };
    let none = Money::zero(request.delivery.currency);
    if request.lines.len() > 1 {
        for at in 0..request.lines.len() {
            with(&|smaller| {
                smaller.lines.remove(at);
            });
        }
    }
    with(&|smaller| smaller.insurance = none);
    with(&|smaller| smaller.delivery = none);
    with(&|smaller| smaller.quote_in = None);
    with(&|smaller| smaller.tax_included = false);
    with(&|smaller| smaller.incoterm = Incoterm::Dap);
    with(&|smaller| smaller.claimed = Claimed::default());
    with(&|smaller| smaller.turnover = None);
    with(&|smaller| smaller.year_spent = None);
    for at in 0..request.lines.len() {
        with(&|smaller| smaller.lines[at].quantity = 1);
        with(&|smaller| smaller.lines[at].flags = Flags::default());
        with(&|smaller| smaller.lines[at].without = Flags::default());
        with(&|smaller| (smaller.lines[at].grams, smaller.lines[at].millilitres) = (None, None));
        // A price loses its last digits, then goes down by one.
        with(&|smaller| smaller.lines[at].price.minor -= smaller.lines[at].price.minor % 100);
        with(&|smaller| smaller.lines[at].price.minor /= 2);
    }
    all
}
