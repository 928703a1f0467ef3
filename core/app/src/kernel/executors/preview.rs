//! From a model's address to one that can be drawn: fetched, read within limits of size and time, prepared by the painter, kept when good.

use crate::kernel::effects::{Outcome, Refusal, Subject, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::services::Services;
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{Code, WebUrl};
use tradewind_media::ModelFile;
use tradewind_ports::{Level, Record};
use tradewind_scene::{Limits, Loader, PreparedModel};

/// The longest a model may be read, by the clock: a file that takes longer asks too much of the phone.
const MOST_TIME: Duration = Duration::from_secs(10);

/// Opens a preview. What fails is told, what is no longer wanted is dropped; ends early when the person leaves.
pub(crate) async fn open(services: Arc<Services>, ticket: Ticket, url: WebUrl, online: bool) {
    let transport = online.then_some(&*services.ports.transport);
    let most = Limits::default().file_bytes;
    let fetched = services.models.fetch(&url, most, transport, services.ports.clock.now()).await;
    let outcome = match fetched {
        Err(error) => Err(Refusal::Fault(error.into())),
        Ok(file) => {
            let worker = services.clone();
            let made = tokio::task::spawn_blocking(move || set_up(&worker, ticket, &url, &file)).await;
            made.unwrap_or(Err(Refusal::Fault(Fault::new(Code::Internal))))
        }
    };
    if services.frames.wants(ticket) {
        services.report(match outcome {
            Ok(subject) => Outcome::PreviewReady { ticket, subject },
            Err(why) => Outcome::PreviewRefused { ticket, why },
        });
    }
}

/// Reads a model and has it prepared. Blocks; belongs on a worker.
fn set_up(services: &Services, ticket: Ticket, url: &WebUrl, file: &ModelFile) -> Result<Subject, Refusal> {
    let painter = services.painter.as_ref().ok_or(Refusal::NoAdapter)?;
    let end = services.ports.clock.monotonic().saturating_add(MOST_TIME);
    let expired = || services.ports.clock.monotonic() > end || !services.frames.wants(ticket);
    let loaded = Loader::new(Limits::default()).until(&expired).load(&file.bytes);
    let model = match loaded {
        Ok(model) => Arc::new(model),
        Err(error) => {
            if services.frames.wants(ticket) {
                let record = Record::new(Level::Info, "preview.model").with("model", error.code());
                services.ports.log.log(&record);
                // Trying again shall not meet the same broken file.
                if file.kept {
                    let _ = services.models.drop(url);
                }
            }
            return Err(Refusal::Fault((&error).into()));
        }
    };
    // A cache that cannot be written costs another download, not the preview.
    if !file.kept
        && let Err(error) = services.models.keep(url, &file.bytes, services.ports.clock.now())
    {
        services.ports.log.log(&Fault::from(error).record("preview.not_kept"));
    }
    let subject = Subject { bounds: model.bounds, variants: model.variants.clone() };
    let prepared: Box<dyn PreparedModel> =
        painter.prepare(model).map_err(|error| Refusal::of_drawing(&error))?;
    // Whoever left meanwhile needs none; it is dropped here, on the worker.
    let _ = services.frames.put(ticket, prepared);
    Ok(subject)
}
