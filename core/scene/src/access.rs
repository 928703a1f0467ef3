//! Accessors (glTF 2.0, section 3.6.2): numbers out of buffers, sparse and normalized too, nothing read out of range.

use crate::document::{Accessor, Document, Draco, MeshoptView, Primitive, Whole};
use crate::draco::Stream;
use crate::error::ModelError;
use crate::finding::Findings;
use crate::limits::Limits;
use crate::meshopt;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The bytes of a buffer, or why there are none: nobody may ask for them.
pub(crate) type Held<'a> = Result<Cow<'a, [u8]>, ModelError>;

/// The file's buffers, with the document that says what is in them, and what may still be read out of them.
pub(crate) struct Buffers<'a> {
    pub(crate) document: &'a Document,
    /// What of the file is drawn in another way than it says.
    pub(crate) findings: &'a Findings,
    /// The bytes of each, or why there are none.
    bytes: Vec<Held<'a>>,
    /// Views that were compressed, each decoded when it is first asked for.
    decoded: Vec<OnceCell<Vec<u8>>>,
    /// Rows of accessors that come out of a Draco stream, without gaps.
    streamed: RefCell<BTreeMap<usize, Rc<[u8]>>>,
    limits: Limits,
    /// The most rows one accessor may give.
    most: usize,
    /// Numbers that all reads together may still give: the same accessor can be named any number of times.
    left: Cell<u64>,
    expired: &'a (dyn Fn() -> bool + Sync),
}

/// Numbers that may be read for each vertex of the limit: all attributes (26) and some morph targets.
const NUMBERS_A_VERTEX: u64 = 64;

/// A component's type (its glTF number).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Component {
    I8,
    U8,
    I16,
    U16,
    U32,
    F32,
}

impl Component {
    fn of(code: Option<Whole>) -> Result<Self, ModelError> {
        Ok(match code.map(|code| code.0) {
            Some(5120) => Self::I8,
            Some(5121) => Self::U8,
            Some(5122) => Self::I16,
            Some(5123) => Self::U16,
            Some(5125) => Self::U32,
            Some(5126) => Self::F32,
            _ => return Err(ModelError::Accessor("unknown component type")),
        })
    }

    const fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::U32 | Self::F32 => 4,
        }
    }

    /// One number; `bytes` are exactly as many as it has.
    fn float(self, bytes: &[u8], normalized: bool) -> f32 {
        let scaled = |x: f32, most: f32| if normalized { (x / most).max(-1.0) } else { x };
        match *bytes {
            [a] if self == Self::I8 => scaled(f32::from(a as i8), 127.0),
            [a] => scaled(f32::from(a), 255.0),
            [a, b] if self == Self::I16 => scaled(f32::from(i16::from_le_bytes([a, b])), 32767.0),
            [a, b] => scaled(f32::from(u16::from_le_bytes([a, b])), 65535.0),
            [a, b, c, d] if self == Self::F32 => f32::from_le_bytes([a, b, c, d]),
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]) as f32,
            _ => 0.0,
        }
    }

    fn integer(self, bytes: &[u8]) -> u32 {
        match *bytes {
            [a] => u32::from(a),
            [a, b] => u32::from(u16::from_le_bytes([a, b])),
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }
}

/// Rows of `width` components somewhere in a buffer.
struct Rows<'a> {
    bytes: &'a [u8],
    stride: usize,
    component: Component,
    width: usize,
    count: usize,
}

impl<'a> Rows<'a> {
    fn row(&self, index: usize) -> &'a [u8] {
        let size = self.component.size() * self.width;
        // `Buffers::rows` has checked the last row, so each is there.
        self.bytes.get(index * self.stride..index * self.stride + size).unwrap_or_default()
    }
}

impl<'a> Buffers<'a> {
    pub(crate) fn new(
        document: &'a Document,
        bytes: Vec<Held<'a>>,
        limits: &Limits,
        expired: &'a (dyn Fn() -> bool + Sync),
        findings: &'a Findings,
    ) -> Self {
        let left = (limits.vertices as u64).saturating_mul(NUMBERS_A_VERTEX);
        let left = Cell::new(left.saturating_add((limits.indices as u64).saturating_mul(2)));
        let decoded = document.buffer_views.iter().map(|_| OnceCell::new()).collect();
        let (streamed, limits) = (RefCell::default(), *limits);
        Self { document, findings, bytes, decoded, streamed, limits, most: limits.vertices, left, expired }
    }

    /// Whether there is time left for this load.
    pub(crate) fn in_time(&self) -> Result<(), ModelError> {
        if (self.expired)() { Err(ModelError::Time) } else { Ok(()) }
    }

    /// Takes from what may still be read.
    pub(crate) fn spend(&self, numbers: usize) -> Result<(), ModelError> {
        self.in_time()?;
        let left = self.left.get().checked_sub(numbers as u64);
        self.left.set(left.ok_or(ModelError::TooManyVertices(self.most))?);
        Ok(())
    }

    /// Bytes of a buffer view.
    pub(crate) fn view(&self, index: Whole) -> Result<&[u8], ModelError> {
        let missing = ModelError::Reference { what: "buffer view", index: index.0 };
        let view = self.document.buffer_views.get(index.0).ok_or(missing.clone())?;
        let Some(compressed) = &view.extensions.meshopt else {
            return self.slice(view.buffer, view.byte_offset, view.byte_length);
        };
        let decoded = self.decoded.get(index.0).ok_or(missing)?;
        if let Some(bytes) = decoded.get() {
            return Ok(bytes);
        }
        let bytes = self.uncompressed(compressed)?;
        Ok(decoded.get_or_init(|| bytes))
    }

    fn uncompressed(&self, view: &MeshoptView) -> Result<Vec<u8>, ModelError> {
        let bytes = usize::try_from(meshopt::decoded_bytes(view)?).unwrap_or(usize::MAX);
        self.spend(bytes.div_ceil(4))?;
        meshopt::decode(view, self.slice(view.buffer, view.byte_offset, view.byte_length)?)
    }

    /// Bytes of a buffer.
    fn slice(
        &self,
        buffer: Option<Whole>,
        offset: Option<Whole>,
        length: Option<Whole>,
    ) -> Result<&[u8], ModelError> {
        let buffer = buffer.ok_or(ModelError::Buffer("a view without a buffer"))?.0;
        let missing = ModelError::Reference { what: "buffer", index: buffer };
        let bytes = self.bytes.get(buffer).ok_or(missing)?.as_ref().map_err(Clone::clone)?;
        let (from, length) = (at(offset), at(length));
        let end = from.checked_add(length).ok_or(ModelError::Buffer("a view beyond its buffer"))?;
        bytes.get(from..end).ok_or(ModelError::Buffer("a view beyond its buffer"))
    }

    /// Decodes the Draco stream of a primitive; afterwards its accessors are read like all others.
    pub(crate) fn stream(&self, source: &Primitive, draco: &Draco) -> Result<(), ModelError> {
        let wanted = draco.attributes.both(&source.attributes);
        let known = |accessor: &Whole| self.streamed.borrow().contains_key(&accessor.0);
        if source.indices.iter().chain(wanted.iter().map(|(_, accessor)| accessor)).all(known) {
            return Ok(());
        }
        let view = draco.buffer_view.ok_or(ModelError::Buffer("a Draco stream without a view"))?;
        let stream = Stream::decode(self.view(view)?, &self.limits)?;
        let keep = |accessor: Whole, rows: Vec<u8>| -> Result<(), ModelError> {
            self.spend(rows.len().div_ceil(4))?;
            self.streamed.borrow_mut().insert(accessor.0, rows.into());
            Ok(())
        };
        for (id, accessor) in wanted {
            let told = self.accessor(accessor)?;
            let component = Component::of(told.component_type)?;
            keep(accessor, stream.attribute(id.0, component.size() * width(&told.kind)?)?)?;
        }
        if let Some(accessor) = source.indices {
            let component = unsigned(Component::of(self.accessor(accessor)?.component_type)?)?;
            keep(accessor, stream.indices(component.size())?)?;
        }
        Ok(())
    }

    fn rows(
        &self,
        view: Whole,
        offset: Option<Whole>,
        component: Component,
        width: usize,
        count: usize,
    ) -> Result<Rows<'_>, ModelError> {
        let short = ModelError::Accessor("longer than its buffer view");
        let bytes = self.view(view)?.get(at(offset)..).ok_or(short.clone())?;
        let size = component.size() * width;
        let stride = match self.document.buffer_views.get(view.0).and_then(|view| view.byte_stride) {
            Some(Whole(0)) | None => size,
            // Section 3.6.2.4; rows may not overlap.
            Some(Whole(stride)) if stride < size || stride > 252 => {
                return Err(ModelError::Accessor("bad stride"));
            }
            Some(Whole(stride)) => stride,
        };
        let last = count.saturating_sub(1).checked_mul(stride).and_then(|last| last.checked_add(size));
        if count > 0 && last.is_none_or(|last| last > bytes.len()) {
            return Err(short);
        }
        Ok(Rows { bytes, stride, component, width, count })
    }

    fn accessor(&self, index: Whole) -> Result<&Accessor, ModelError> {
        self.document.accessors.get(index.0).ok_or(ModelError::Reference { what: "accessor", index: index.0 })
    }

    /// All rows of an accessor, each number made by `number` out of its bytes. What an accessor without a buffer view
    /// holds is zeros (section 3.6.2.3).
    fn values<T: Copy + Default, const N: usize>(
        &self,
        index: Whole,
        accessor: &Accessor,
        component: Component,
        most: usize,
        number: impl Fn(&[u8]) -> T,
    ) -> Result<Vec<[T; N]>, ModelError> {
        let count = accessor.count.ok_or(ModelError::Accessor("no count"))?.0;
        if count > most {
            return Err(ModelError::TooManyVertices(self.most));
        }
        self.spend(count.saturating_mul(N))?;
        let read = |rows: &Rows<'_>, row: usize| -> [T; N] {
            let mut numbers = [T::default(); N];
            for (place, bytes) in numbers.iter_mut().zip(rows.row(row).chunks_exact(component.size())) {
                *place = number(bytes);
            }
            numbers
        };
        let streamed = self.streamed.borrow().get(&index.0).cloned();
        let mut all: Vec<[T; N]> = match (&streamed, accessor.buffer_view) {
            (Some(bytes), _) => {
                let stride = component.size() * N;
                if count.checked_mul(stride) != Some(bytes.len()) {
                    return Err(ModelError::Accessor("another length than its Draco stream has"));
                }
                let rows = Rows { bytes, stride, component, width: N, count };
                (0..count).map(|row| read(&rows, row)).collect()
            }
            (None, Some(view)) => {
                let rows = self.rows(view, accessor.byte_offset, component, N, count)?;
                (0..rows.count).map(|row| read(&rows, row)).collect()
            }
            (None, None) => vec![[T::default(); N]; count],
        };
        let Some(sparse) = &accessor.sparse else { return Ok(all) };
        let changed = sparse.count.ok_or(ModelError::Accessor("sparse without count"))?.0;
        if changed > count {
            return Err(ModelError::Accessor("more sparse values than values"));
        }
        let missing = ModelError::Accessor("sparse without a buffer view");
        let places = self.rows(
            sparse.indices.buffer_view.ok_or(missing.clone())?,
            sparse.indices.byte_offset,
            unsigned(Component::of(sparse.indices.component_type)?)?,
            1,
            changed,
        )?;
        let values = self.rows(
            sparse.values.buffer_view.ok_or(missing)?,
            sparse.values.byte_offset,
            component,
            N,
            changed,
        )?;
        for row in 0..changed {
            let place = places.component.integer(places.row(row)) as usize;
            *all.get_mut(place).ok_or(ModelError::Accessor("a sparse index beyond its accessor"))? =
                read(&values, row);
        }
        Ok(all)
    }

    /// Rows of `N` finite numbers.
    pub(crate) fn floats<const N: usize>(
        &self,
        index: Whole,
        kind: &str,
    ) -> Result<Vec<[f32; N]>, ModelError> {
        let accessor = self.accessor(index)?;
        let component = Component::of(accessor.component_type)?;
        // 32-bit integers are for indices only (section 3.6.2.2), and matrices here are never quantized.
        if accessor.kind != kind || component == Component::U32 || N == 16 && component != Component::F32 {
            return Err(ModelError::Accessor("another type than its use allows"));
        }
        let normalized = accessor.normalized;
        let all: Vec<[f32; N]> =
            self.values(index, accessor, component, self.most, |bytes| component.float(bytes, normalized))?;
        if all.iter().flatten().any(|number| !number.is_finite()) {
            return Err(ModelError::Number("an accessor's value"));
        }
        Ok(all)
    }

    /// Up to `most` rows from all over an accessor of three finite numbers. Sparse values are not looked at, and one that
    /// cannot be read gives none: whoever draws it is told.
    pub(crate) fn some(&self, index: Whole, most: usize) -> Vec<[f32; 3]> {
        let read = || {
            let accessor = self.accessor(index).ok()?;
            let (component, count) = (Component::of(accessor.component_type).ok()?, accessor.count?.0);
            let Some(view) = accessor.buffer_view else { return Some(vec![[0.0; 3]]) };
            let rows = self.rows(view, accessor.byte_offset, component, 3, count).ok()?;
            let row = |row: usize| {
                let mut numbers = [0.0; 3];
                for (place, bytes) in numbers.iter_mut().zip(rows.row(row).chunks_exact(component.size())) {
                    *place = component.float(bytes, accessor.normalized);
                }
                numbers
            };
            let step = count.div_ceil(most.max(1)).max(1);
            let all = (0..count).step_by(step).map(row);
            Some(all.filter(|numbers| numbers.iter().all(|number| number.is_finite())).collect())
        };
        read().unwrap_or_default()
    }

    /// How many rows an accessor says it has.
    pub(crate) fn count(&self, index: Whole) -> usize {
        self.accessor(index).ok().and_then(|accessor| accessor.count).map_or(0, |count| count.0)
    }

    /// Unsigned integers, one a row.
    pub(crate) fn indices(&self, index: Whole, most: usize) -> Result<Vec<u32>, ModelError> {
        let accessor = self.accessor(index)?;
        let component = unsigned(Component::of(accessor.component_type)?)?;
        if accessor.kind != "SCALAR" {
            return Err(ModelError::Accessor("indices of another type than they may be"));
        }
        let all: Vec<[u32; 1]> =
            self.values(index, accessor, component, most, |bytes| component.integer(bytes))?;
        Ok(all.into_iter().map(|[index]| index).collect())
    }

    /// Rows of four unsigned integers: joints.
    pub(crate) fn joints(&self, index: Whole) -> Result<Vec<[u32; 4]>, ModelError> {
        let accessor = self.accessor(index)?;
        let component = Component::of(accessor.component_type)?;
        if accessor.kind != "VEC4" || !matches!(component, Component::U8 | Component::U16) {
            return Err(ModelError::Accessor("joints of another type than they may be"));
        }
        self.values(index, accessor, component, self.most, |bytes| component.integer(bytes))
    }

    /// Whether an accessor's rows have three or four components: colours may have either.
    pub(crate) fn kind(&self, index: Whole) -> Result<&str, ModelError> {
        Ok(&self.accessor(index)?.kind)
    }
}

fn at(offset: Option<Whole>) -> usize {
    offset.map_or(0, |offset| offset.0)
}

/// How many components an accessor of this type has.
fn width(kind: &str) -> Result<usize, ModelError> {
    match kind {
        "SCALAR" => Ok(1),
        "VEC2" => Ok(2),
        "VEC3" => Ok(3),
        "VEC4" => Ok(4),
        _ => Err(ModelError::Accessor("another type than its use allows")),
    }
}

fn unsigned(component: Component) -> Result<Component, ModelError> {
    match component {
        Component::U8 | Component::U16 | Component::U32 => Ok(component),
        _ => Err(ModelError::Accessor("indices of another type than they may be")),
    }
}
