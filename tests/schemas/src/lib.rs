//! The judge of UCP bodies: the official validator over the protocol's own schemas, where they lie beside the checkout.
//!
//! Where to start: [`Judge::at`] gives the judge of a version, or says that there is none. It judges a body by its resource and
//! by every extension of it that is spoken here, for a resource alone is open: what an extension adds passes unseen. The
//! validator is open too: [`Judge::request`] holds by hand what a request must not have (`ucp_request: omit`).

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use ucp_schema::{Direction, ResolveOptions};

/// The versions there can be schemas of, newest first, and the folder of each in the one beside the checkout.
const FOLDERS: &[(&str, &str)] = &[("2026-08-25", "ucp-next/source/schemas"), ("2026-04-08", "ucp/schemas")];

/// A schema's file, and the definition in it where it is not the whole.
type Schema = (&'static str, Option<&'static str>);

/// Resources, each with its file and the extensions it is judged by.
const RESOURCES: &[(&str, &[Schema])] = &[
    (
        "checkout",
        &[
            ("shopping/checkout.json", None),
            ("shopping/fulfillment.json", Some("dev.ucp.shopping.checkout")),
            ("shopping/discount.json", Some("dev.ucp.shopping.checkout")),
        ],
    ),
    ("cart", &[("shopping/cart.json", None), ("shopping/discount.json", Some("dev.ucp.shopping.cart"))]),
    ("order", &[("shopping/order.json", None)]),
    ("search", &[("shopping/catalog_search.json", Some("search_response"))]),
    ("lookup", &[("shopping/catalog_lookup.json", Some("lookup_response"))]),
    ("product", &[("shopping/catalog_lookup.json", Some("get_product_response"))]),
];

/// Extensions that are judged from 2026-08-25 on, by the text three days before the release, which names them otherwise.
const LATER: &[(&str, Schema)] = &[
    ("checkout", ("shopping/payment_terms.json", Some("dev.ucp.shopping.checkout"))),
    ("order", ("shopping/payment_terms.json", Some("dev.ucp.shopping.order"))),
];

/// What a request about a checkout must not say. `*` is every entry of a list.
const UNSAID: &[(&str, &[&str])] = &[
    (
        "create",
        &[
            "line_items/*/id",
            "fulfillment/methods/*/id",
            "fulfillment/methods/*/line_item_ids",
            "payment/selected_term_id",
        ],
    ),
    ("complete", &["line_items", "buyer", "context", "discounts", "fulfillment", "payment/selected_term_id"]),
];

/// Of those, what no request says: the merchant alone does. A term of payment is chosen on update alone.
const NEVER_SAID: &[&str] = &[
    "ucp",
    "id",
    "status",
    "currency",
    "totals",
    "messages",
    "links",
    "expires_at",
    "continue_url",
    "order",
    "line_items/*/totals",
    "line_items/*/item/title",
    "line_items/*/item/price",
    "fulfillment/methods/*/groups/*/options",
    "payment/terms",
];

/// A judge of one version.
pub struct Judge {
    version: &'static str,
    folder: PathBuf,
    bundled: Mutex<BTreeMap<PathBuf, Arc<Value>>>,
}

impl Judge {
    /// The judge of a version; none where its schemas are not beside this checkout, which is said.
    #[allow(clippy::print_stdout, reason = "a skipped check says so")]
    pub fn at(version: &str) -> Option<Self> {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let (version, folder) = FOLDERS.iter().find(|(known, _)| *known == version)?;
        let folder = beside.join(folder);
        if folder.is_dir() {
            return Some(Self { version, folder, bundled: Mutex::default() });
        }
        println!("skipped: the schemas of UCP {version} are not beside this checkout; bodies are not judged");
        None
    }

    /// Holds an answer about a resource (`checkout`, `cart`, `order`, `search`, `lookup`, `product`), or an `error`, to the protocol.
    ///
    /// # Panics
    /// Where it is not what the protocol says.
    pub fn answer(&self, resource: &str, operation: &str, body: &Value) {
        said(&self.faults_of_answer(resource, operation, body), operation, body);
    }

    /// Holds a request about a checkout to the protocol.
    ///
    /// # Panics
    /// Where it is not what the protocol says.
    pub fn request(&self, operation: &str, body: &Value) {
        said(&self.faults_of_request(operation, body), operation, body);
    }

    /// Holds a platform's profile to the protocol.
    ///
    /// # Panics
    /// Where it is not what the protocol says.
    pub fn platform(&self, profile: &Value) {
        said(&self.faults_of_profile("platform", profile), "platform", profile);
    }

    /// Holds a merchant's profile to the protocol.
    ///
    /// # Panics
    /// Where it is not what the protocol says.
    pub fn business(&self, profile: &Value) {
        said(&self.faults_of_profile("business", profile), "business", profile);
    }

    /// What of a `request_constraints` is not as the protocol says (from 2026-08-25 on).
    pub fn faults_of_constraints(&self, said: &Value) -> Vec<String> {
        self.judged("common/types/request_constraints.json", None, Direction::Response, "read", said)
    }

    /// What of an answer is not as the protocol says.
    pub fn faults_of_answer(&self, resource: &str, operation: &str, body: &Value) -> Vec<String> {
        self.faults(Direction::Response, resource, operation, body)
    }

    /// What of a request about a checkout is not as the protocol says.
    pub fn faults_of_request(&self, operation: &str, body: &Value) -> Vec<String> {
        let mut faults = self.faults(Direction::Request, "checkout", operation, body);
        let unsaid = UNSAID.iter().filter(|(of, _)| *of == operation).flat_map(|(_, paths)| *paths);
        faults.extend(
            unsaid
                .chain(NEVER_SAID)
                .filter(|path| is_there(body, path))
                .map(|path| format!("{path} is no request's")),
        );
        faults.extend(self.places_of_the_merchant(body));
        if operation == "complete" && body["payment"]["instruments"].as_array().map(Vec::len) != Some(1) {
            faults.push("one instrument pays".to_owned());
        }
        faults
    }

    /// What of a profile is not as the protocol says; `side` is `platform` or `business`.
    pub fn faults_of_profile(&self, side: &str, profile: &Value) -> Vec<String> {
        let (file, definition) = match self.version {
            "2026-04-08" => ("../discovery/profile_schema.json", format!("{side}_profile")),
            _ => ("profile.json", format!("{side}_schema")),
        };
        self.judged(file, Some(&definition), Direction::Response, "read", profile)
    }

    /// From 2026-08-25 on destinations are written for what is shipped, and a method that has some says that it is.
    fn places_of_the_merchant(&self, body: &Value) -> Option<String> {
        let methods = body["fulfillment"]["methods"].as_array()?;
        let wrong = |method: &&Value| !method["destinations"].is_null() && method["type"] != "shipping";
        let wrong = self.version != "2026-04-08" && methods.iter().any(|method| wrong(&method));
        wrong.then(|| "destinations are written for shipping alone".to_owned())
    }

    fn faults(&self, direction: Direction, resource: &str, operation: &str, body: &Value) -> Vec<String> {
        if resource == "error" {
            let shared = if self.version == "2026-04-08" { "shopping" } else { "common" };
            let file = format!("{shared}/types/error_response.json");
            return self.judged(&file, None, direction, operation, body);
        }
        let Some((_, schemas)) = RESOURCES.iter().find(|(name, _)| *name == resource) else {
            return vec![format!("{resource} is no resource")];
        };
        let later = LATER.iter().filter(|(name, _)| self.version != "2026-04-08" && *name == resource);
        let judged = schemas
            .iter()
            .chain(later.map(|(_, schema)| schema))
            .map(|(file, definition)| self.judged(file, *definition, direction, operation, body));
        judged.flatten().collect()
    }

    fn judged(
        &self,
        file: &str,
        definition: Option<&str>,
        direction: Direction,
        operation: &str,
        body: &Value,
    ) -> Vec<String> {
        let options = ResolveOptions::new(direction, operation).def_name(definition.map(str::to_owned));
        let schema = match self.schema(&self.folder.join(file)) {
            Ok(schema) => schema,
            Err(fault) => return vec![fault],
        };
        match ucp_schema::validate(&schema, body, &options) {
            Ok(()) => Vec::new(),
            Err(fault) => vec![format!("UCP {} {file}: {fault}", self.version)],
        }
    }

    /// A file with all that it refers to, read once.
    fn schema(&self, file: &Path) -> Result<Arc<Value>, String> {
        let mut bundled = self.bundled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = bundled.get(file) {
            return Ok(schema.clone());
        }
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let mut schema = ucp_schema::load_schema(file).map_err(|error| wrong(&error))?;
        let folder = file.parent().unwrap_or(&self.folder);
        ucp_schema::bundle_refs(&mut schema, folder).map_err(|error| wrong(&error))?;
        let schema = Arc::new(schema);
        bundled.insert(file.to_owned(), schema.clone());
        Ok(schema)
    }
}

/// Whether anything is at a path in a body.
fn is_there(body: &Value, path: &str) -> bool {
    let (step, rest) = path.split_once('/').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let here: Vec<&Value> = match step {
        "*" => body.as_array().into_iter().flatten().collect(),
        name => body.get(name).into_iter().collect(),
    };
    here.into_iter().any(|value| rest.is_none_or(|rest| is_there(value, rest)))
}

fn said(faults: &[String], what: &str, body: &Value) {
    assert!(faults.is_empty(), "{what}: {}\n{body:#}", faults.join("\n"));
}
