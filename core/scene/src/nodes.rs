//! The node hierarchy in one pose: where each node stands. Places are 64-bit numbers: those of a product far from the origin
//! keep their last millimetres until it is moved there.

use crate::animation::{Change, Moved};
use crate::document::{Document, Node, Whole};
use crate::error::ModelError;
use crate::limits::Limits;
use glam::{DMat4, DQuat, DVec3};

/// A node that draws or sees something, and where it stands.
pub(crate) struct Placed {
    pub(crate) node: usize,
    pub(crate) world: DMat4,
}

/// The nodes of the scene.
pub(crate) struct Scene {
    /// What is seen, in the order of the walk.
    pub(crate) placed: Vec<Placed>,
    /// Where each node of the document stands; `None` outside of the scene.
    pub(crate) places: Vec<Option<DMat4>>,
}

impl Scene {
    /// Everything moved together, so that what stood at `origin` stands at the origin.
    pub(crate) fn moved_to(&mut self, origin: DVec3) {
        let back = DMat4::from_translation(-origin);
        self.placed.iter_mut().for_each(|placed| placed.world = back * placed.world);
        self.places.iter_mut().flatten().for_each(|place| *place = back * *place);
    }
}

/// Walks the scene; each node is met at most once. Nodes stand as `moved` says, others as the file says.
pub(crate) fn walk(document: &Document, limits: &Limits, moved: &Moved) -> Result<Scene, ModelError> {
    let parents = parents(document)?;
    let roots: Vec<usize> = match document.scene.or((!document.scenes.is_empty()).then_some(Whole(0))) {
        Some(Whole(index)) => {
            let scene = document.scenes.get(index).ok_or(ModelError::Reference { what: "scene", index })?;
            scene.nodes.iter().map(|node| node.0).collect()
        }
        None => (0..parents.len()).filter(|index| parents[*index].is_none()).collect(),
    };
    let mut places = vec![None; document.nodes.len()];
    let mut open: Vec<(usize, DMat4, usize, bool)> =
        roots.into_iter().rev().map(|node| (node, DMat4::IDENTITY, 1, true)).collect();
    let mut placed = Vec::new();
    while let Some((index, parent, depth, seen)) = open.pop() {
        let node = document.nodes.get(index).ok_or(ModelError::Reference { what: "node", index })?;
        if depth > limits.depth {
            return Err(ModelError::TooDeep(limits.depth));
        }
        let world = parent * local(node, moved.of(index));
        if !world.is_finite() {
            return Err(ModelError::Number("a node's place"));
        }
        if places[index].replace(world).is_some() {
            return Err(ModelError::NodeLoop(index));
        }
        // KHR_node_visibility: what hangs on a hidden node is hidden. It stands all the same: it may be a joint.
        let visible = node.extensions.visibility.as_ref().and_then(|visibility| visibility.visible);
        let seen = seen && visible.unwrap_or(true);
        if seen {
            placed.push(Placed { node: index, world });
        }
        open.extend(node.children.iter().rev().map(|child| (child.0, world, depth + 1, seen)));
    }
    Ok(Scene { placed, places })
}

/// The parent of each node. Nodes outside of the scene are looked at too: a tree has no loop and one parent each
/// (section 3.5.2).
fn parents(document: &Document) -> Result<Vec<Option<usize>>, ModelError> {
    let mut parents: Vec<Option<usize>> = vec![None; document.nodes.len()];
    for (index, node) in document.nodes.iter().enumerate() {
        for Whole(child) in &node.children {
            let parent = parents.get_mut(*child);
            let parent = parent.ok_or(ModelError::Reference { what: "node", index: *child })?;
            if parent.replace(index).is_some() {
                return Err(ModelError::NodeLoop(*child));
            }
        }
    }
    // With one parent each, whatever hangs on no root is a loop, or hangs on one.
    let mut hangs = vec![false; parents.len()];
    let mut open: Vec<usize> = (0..parents.len()).filter(|index| parents[*index].is_none()).collect();
    while let Some(index) = open.pop() {
        hangs[index] = true;
        open.extend(document.nodes[index].children.iter().map(|child| child.0));
    }
    match hangs.iter().position(|hangs| !hangs) {
        Some(index) => Err(ModelError::NodeLoop(index)),
        None => Ok(parents),
    }
}

fn local(node: &Node, change: Option<&Change>) -> DMat4 {
    let change = change.filter(|change| change.places());
    if let Some(matrix) = node.matrix.as_ref().filter(|_| change.is_none()) {
        return DMat4::from_cols_array(matrix);
    }
    let translation = change.and_then(|change| change.translation).or(node.translation.as_deref().copied());
    let rotation = change.and_then(|change| change.rotation).or(node.rotation.as_deref().copied());
    let scale = change.and_then(|change| change.scale).or(node.scale.as_deref().copied());
    placement(translation, rotation, scale)
}

/// Translation times rotation times scale. A rotation of no length is none.
pub(crate) fn placement(
    translation: Option<[f64; 3]>,
    rotation: Option<[f64; 4]>,
    scale: Option<[f64; 3]>,
) -> DMat4 {
    let rotation = rotation.map_or(DQuat::IDENTITY, |r| {
        let turn = DQuat::from_array(r);
        if turn.length_squared() > 1e-12 { turn.normalize() } else { DQuat::IDENTITY }
    });
    DMat4::from_scale_rotation_translation(
        scale.map_or(DVec3::ONE, DVec3::from_array),
        rotation,
        translation.map_or(DVec3::ZERO, DVec3::from_array),
    )
}
