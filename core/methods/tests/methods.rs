//! The one integration binary: a module a method or family, and one for strangers.

mod methods {
    mod app_switch;
    mod apple_pay;
    mod codes;
    mod google_pay;
    mod hostile;
    mod push;
    mod redirect;
    mod tables;
    mod voucher;
}
