//! The one integration binary: a module a question.

mod qr {
    mod emvco;
    mod epc;
    mod hostile;
    mod json;
    mod pictures;
    mod round;
    mod samples;
    mod schemes;
    mod upi;
}
