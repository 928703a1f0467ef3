//! One try to deliver a report of a show. It goes to the address that the merchant's profile names, and nowhere else.

use crate::kernel::error::Fault;
use tradewind_domain::{Code, WebUrl};
use tradewind_live::limits::REPORT_ANSWER_BYTES;
use tradewind_live::{Receipt, ShowReport};
use tradewind_ports::{HttpRequest, Method, Ports};

/// Whoever answers 2xx has it, whatever else they say: with the same key, a report that arrived twice is one. What may pass is a fault of
/// another code than [`Code::ReportRefused`].
pub(crate) async fn post(
    ports: &Ports,
    url: WebUrl,
    key: &str,
    report: &ShowReport,
) -> Result<Receipt, Fault> {
    let mut request = HttpRequest::new(Method::Post, url)
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("idempotency-key", key);
    request.body = report.body().into();
    request.max_body = REPORT_ANSWER_BYTES as u64;
    let answer = ports.transport.send(request).await.map_err(|error| Fault::new(error.code()))?;
    let fault = |code| Fault { code, wait: answer.retry_after(ports.clock.now()) };
    match answer.status {
        200..=299 => Ok(Receipt::read(&answer.body)),
        // Request Timeout, an earlier try that is still being handled, Too Early, Too Many Requests.
        408 | 409 | 425 | 429 => Err(fault(Code::MerchantBusy)),
        500.. => Err(fault(Code::MerchantFailed)),
        _ => Err(fault(Code::ReportRefused)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::show_report;
    use std::sync::Arc;
    use std::time::Duration;
    use tradewind_domain::Timestamp;
    use tradewind_ports::TransportError;
    use tradewind_ports::fakes::{Script, ScriptedStreams, ports};

    /// What comes of one try, and what was asked.
    fn posted(script: Script) -> (Result<Receipt, Fault>, Vec<HttpRequest>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.expect("a runtime").block_on(async {
            let transport = Arc::new(ScriptedStreams::new([script]));
            let ports = ports(transport.clone(), Timestamp(1_796_000_000_000));
            let url = WebUrl::parse("https://shop.example/live/reports").expect("https");
            (post(&ports, url, "k1", &show_report()).await, transport.asked())
        })
    }

    #[test]
    fn it_goes_to_the_one_address_with_its_key() {
        let (told, asked) = posted(Script::answer(201, &[]));
        assert_eq!(told, Ok(Receipt::default()));
        let [request] = asked.as_slice() else { unreachable!("{asked:?}") };
        assert_eq!(
            (request.method, request.url.as_str()),
            (Method::Post, "https://shop.example/live/reports")
        );
        assert_eq!(request.body, show_report().body());
        let names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["content-type", "accept", "idempotency-key"], "and nothing that tells who it is");
        assert!(request.headers.contains(&("idempotency-key".into(), "k1".into())));
    }

    #[test]
    fn only_a_refusal_is_for_good() {
        let code = |status| posted(Script::answer(status, &[])).0.map_err(|fault| fault.code);
        for status in [400, 403, 404, 410, 422, 301] {
            assert_eq!(code(status), Err(Code::ReportRefused), "{status}");
        }
        for status in [408, 409, 425, 429, 500, 503] {
            assert!(code(status).is_err_and(|code| code != Code::ReportRefused), "{status}");
        }
        let busy = posted(Script::answer(503, &[("retry-after", "7")])).0;
        assert_eq!(busy.err().and_then(|fault| fault.wait), Some(Duration::from_secs(7)));
        let away = posted(Script::fails(TransportError::Offline)).0;
        assert_eq!(away.map_err(|fault| fault.code), Err(Code::Offline));
    }
}
