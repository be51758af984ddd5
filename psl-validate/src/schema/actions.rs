//! Where referential actions lead from each model: kept from one state of a schema to the next, as an edit rarely
//! changes it.

use std::sync::{Arc, OnceLock};

use psl_parser::Rows;

use super::{
    Field, FieldId, Model, ModelId, ReferentialAction, Relation, RelationKind, Schema, TopId, tally::Before,
};

/// A relation whose actions change rows, as an edge from the model with the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Edge {
    /// The field with the key.
    pub(crate) field: FieldId,
    pub(crate) to: ModelId,
}

/// An edge: the model with the key, and its number among the edges from there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct EdgeId {
    pub(crate) from: ModelId,
    pub(crate) index: u32,
}

/// What a walk along referential actions ran into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cycle {
    /// A relation of a model to itself.
    SelfRelation,
    /// The model the walk started from.
    Circle,
}

/// What rules found by following edges, once they have.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    /// The edges from which a walk runs in a circle.
    pub(crate) cycles: OnceLock<Box<[(EdgeId, Cycle)]>>,
    /// Pairs of edges from one model, and a model both lead to.
    pub(crate) shared_ends: OnceLock<Box<[(EdgeId, EdgeId, ModelId)]>>,
}

/// The complete relations whose actions change rows.
#[derive(Debug)]
pub(crate) struct Actions {
    /// By the model with the key; each list by target, then creation.
    edges: Rows<Box<[Edge]>>,
    /// Depends on nothing but where edges lead.
    pub(crate) walks: Arc<Walks>,
}

impl Actions {
    pub(crate) fn model_count(&self) -> usize {
        self.edges.len()
    }

    pub(crate) fn edges_from(&self, model: ModelId) -> &[Edge] {
        &self.edges[model.0 as usize]
    }

    pub(crate) fn edge(&self, id: EdgeId) -> Edge {
        self.edges_from(id.from)[id.index as usize]
    }

    /// The edges of [`Actions::edges_from`] with their numbers.
    pub(crate) fn numbered_from(&self, from: ModelId) -> impl Iterator<Item = (EdgeId, Edge)> {
        (0..).zip(self.edges_from(from)).map(move |(index, edge)| (EdgeId { from, index }, *edge))
    }

    /// All edges, with their numbers.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (EdgeId, Edge)> {
        (0..self.edges.len() as u32).flat_map(|it| self.numbered_from(ModelId(it)))
    }
}

/// What `onDelete` and `onUpdate` of the field with the key come to.
fn effective_actions(field: Field<'_>) -> (ReferentialAction, ReferentialAction) {
    let arguments = field.relation_arguments();
    let on_delete =
        arguments.and_then(|it| it.on_delete).map_or_else(|| field.default_on_delete(), |it| it.0);
    let on_update = arguments.and_then(|it| it.on_update).map_or(ReferentialAction::Cascade, |it| it.0);
    (on_delete, on_update)
}

/// The edge of a relation, unless it is incomplete or its actions change nothing.
fn edge(relation: Relation<'_>) -> Option<Edge> {
    let has_key = matches!(relation.kind(), RelationKind::OneToMany | RelationKind::OneToOne);
    let field = relation.forward().filter(|_| has_key && !relation.is_poisoned())?;
    relation.back()?;
    let (on_delete, on_update) = effective_actions(field);
    let to = relation.referenced_model().id();
    (on_delete.modifies() || on_update.modifies()).then(|| Edge { field: field.id(), to })
}

/// A relation with a key is created at the model that has the key.
fn edges_from(model: Model<'_>) -> Box<[Edge]> {
    let mut edges: Vec<Edge> = model.created_relations().filter_map(edge).collect();
    edges.sort_by_key(|it| it.to);
    edges.into()
}

impl Schema {
    /// Where the actions of all relations lead.
    pub(crate) fn actions(&self) -> &Actions {
        self.actions.get_or_init(|| {
            let kept = self.before.as_ref().and_then(|it| self.actions_after(it));
            kept.unwrap_or_else(|| {
                let edges = self.models().map(edges_from).collect::<Vec<_>>().into();
                Arc::new(Actions { edges, walks: Arc::default() })
            })
        })
    }

    /// The actions before, corrected by the models that have changed.
    fn actions_after(&self, before: &Before) -> Option<Arc<Actions>> {
        let kept = before.actions.as_ref()?;
        let changed = before.changed_blocks().filter_map(|it| match it {
            TopId::Model(id) => Some((id, edges_from(Model::new(self, id)))),
            TopId::Enum(_) | TopId::CompositeType(_) => None,
        });
        let different: Vec<_> = changed.filter(|(id, new)| kept.edges_from(*id) != &**new).collect();
        if different.is_empty() {
            return Some(Arc::clone(kept));
        }
        let leads_elsewhere = different
            .iter()
            .any(|(id, new)| !new.iter().map(|it| it.to).eq(kept.edges_from(*id).iter().map(|it| it.to)));
        let walks = if leads_elsewhere { Arc::default() } else { Arc::clone(&kept.walks) };
        let mut edges = kept.edges.clone();
        edges.replace(different.into_iter().map(|(id, new)| (id.0 as usize, new)).collect());
        Some(Arc::new(Actions { edges, walks }))
    }
}
