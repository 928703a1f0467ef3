//! The end of the sheet, and the 30 seconds.

use crate::claim::Claim;
use std::time::Duration;

/// How long an answer to the sheet may take. Past it Apple's sheet says "payment not completed" and closes, whatever becomes of
/// the money: a token that was sent may still be charged (Apple Developer Forums 664218; `onpaymentauthorized`).
pub const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// What `paymentAuthorizationControllerDidFinish` claims. It is one call for the end, for the time-out and for giving up, so
/// what was said before it decides: whether `didAuthorizePayment` had come, and after how long we answered it with what.
///
/// - never authorized: the person gave up; nothing was handed over.
/// - authorized, and answered in time: what we answered.
/// - authorized, and answered late or not at all: the sheet told a failure that may be none. Only the merchant knows.
pub fn finished(authorized: bool, answered: Option<(bool, Duration)>) -> Claim {
    match (authorized, answered) {
        (false, _) => Claim::Cancelled,
        (true, Some((success, after))) if after < ANSWER_WITHIN => {
            if success {
                Claim::Ok
            } else {
                Claim::Failed
            }
        }
        (true, _) => Claim::Silent,
    }
}
