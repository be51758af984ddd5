//! Where referential actions lead: circles, and models that are reached on two ways.

use rustc_hash::{FxHashMap, FxHashSet};

use super::has_foreign_key_side;
use crate::schema::{Field, FieldId, Model, ModelId, ReferentialAction, Relation, RelationMode, Schema};

/// What a walk along referential actions ran into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cycle {
    /// A relation of a model to itself.
    SelfRelation,
    /// The model the walk started from.
    Circle,
}

/// A relation whose actions change rows, as an edge from the model with the key.
#[derive(Clone, Copy)]
struct Edge<'s> {
    field: Field<'s>,
    from: ModelId,
    to: ModelId,
}

/// The complete relations whose actions change rows, by the model with the key; each list by target, then creation.
struct Graph<'s> {
    edges: Vec<Edge<'s>>,
    from: FxHashMap<ModelId, Vec<usize>>,
}

impl<'s> Graph<'s> {
    fn new(schema: &'s Schema) -> Graph<'s> {
        let mut edges = Vec::new();
        let mut from: FxHashMap<ModelId, Vec<usize>> = FxHashMap::default();
        for relation in schema.relations().filter(|it| has_foreign_key_side(*it) && !it.is_poisoned()) {
            let (Some(field), Some(_)) = (relation.forward(), relation.back()) else { continue };
            if !modifies(relation) {
                continue;
            }
            edges.push(Edge {
                field,
                from: relation.referencing_model().id(),
                to: relation.referenced_model().id(),
            });
        }
        // A stable sort keeps the order of creation among relations to one model.
        let mut by_target: Vec<usize> = (0..edges.len()).collect();
        by_target.sort_by_key(|it| edges[*it].to);
        for index in by_target {
            from.entry(edges[index].from).or_default().push(index);
        }
        Graph { edges, from }
    }

    fn edges_from(&self, model: ModelId) -> &[usize] {
        self.from.get(&model).map_or(&[], Vec::as_slice)
    }
}

/// What `onDelete` and `onUpdate` of the field with the key come to.
pub(crate) fn effective_actions(field: Field<'_>) -> (ReferentialAction, ReferentialAction) {
    let arguments = field.relation_arguments();
    let on_delete =
        arguments.and_then(|it| it.on_delete).map_or_else(|| field.default_on_delete(), |it| it.0);
    let on_update = arguments.and_then(|it| it.on_update).map_or(ReferentialAction::Cascade, |it| it.0);
    (on_delete, on_update)
}

fn modifies(relation: Relation<'_>) -> bool {
    relation.forward().is_some_and(|it| {
        let (on_delete, on_update) = effective_actions(it);
        on_delete.modifies() || on_update.modifies()
    })
}

/// The relations whose actions run in a circle, on connectors and in modes where that is refused.
pub(crate) fn cycles(schema: &Schema) -> Vec<(Field<'_>, Cycle)> {
    let is_sqlserver = schema.connector().is_some_and(|it| it.is("sqlserver"));
    if !is_sqlserver && schema.relation_mode() != RelationMode::Prisma {
        return Vec::new();
    }
    let graph = Graph::new(schema);
    let component = components(&graph, schema.models().len());
    let meets_itself = leads_to_itself(&graph, &component);
    let mut cycles = Vec::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let comes_back = component[edge.from.0 as usize] == component[edge.to.0 as usize];
        if comes_back || meets_itself.contains(&component[edge.to.0 as usize]) {
            cycles.extend(first_cycle(&graph, index).map(|cycle| (edge.field, cycle)));
        }
    }
    cycles
}

/// The walk of the reference: depth first, the last relation of a model first.
fn first_cycle(graph: &Graph<'_>, start: usize) -> Option<Cycle> {
    let home = graph.edges[start].from;
    let mut stack = vec![start];
    let mut seen = FxHashSet::default();
    while let Some(index) = stack.pop() {
        seen.insert(index);
        let edge = graph.edges[index];
        if edge.from == edge.to {
            return Some(Cycle::SelfRelation);
        }
        if edge.to == home {
            return Some(Cycle::Circle);
        }
        stack.extend(graph.edges_from(edge.to).iter().filter(|it| !seen.contains(*it)));
    }
    None
}

/// The strongly connected component of every model (Tarjan, without recursion).
fn components(graph: &Graph<'_>, models: usize) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut index = vec![NONE; models];
    let mut low = vec![0u32; models];
    let mut component = vec![NONE; models];
    let mut on_stack = Vec::new();
    let (mut next_index, mut next_component) = (0, 0);
    for root in 0..models {
        if index[root] != NONE {
            continue;
        }
        let mut calls = vec![(root, 0)];
        while let Some((model, edge)) = calls.pop() {
            if edge == 0 {
                index[model] = next_index;
                low[model] = next_index;
                next_index += 1;
                on_stack.push(model);
            }
            match graph.edges_from(ModelId(model as u32)).get(edge) {
                Some(id) => {
                    calls.push((model, edge + 1));
                    let to = graph.edges[*id].to.0 as usize;
                    if index[to] == NONE {
                        calls.push((to, 0));
                    } else if component[to] == NONE {
                        low[model] = low[model].min(index[to]);
                    }
                }
                None => {
                    if low[model] == index[model] {
                        while let Some(member) = on_stack.pop() {
                            component[member] = next_component;
                            if member == model {
                                break;
                            }
                        }
                        next_component += 1;
                    }
                    if let Some((parent, _)) = calls.last() {
                        low[*parent] = low[*parent].min(low[model]);
                    }
                }
            }
        }
    }
    component
}

/// The components from which some relation of a model to itself can be reached.
fn leads_to_itself(graph: &Graph<'_>, component: &[u32]) -> FxHashSet<u32> {
    let mut found: FxHashSet<u32> =
        graph.edges.iter().filter(|it| it.from == it.to).map(|it| component[it.from.0 as usize]).collect();
    let mut edges: Vec<(u32, u32)> =
        graph.edges.iter().map(|it| (component[it.from.0 as usize], component[it.to.0 as usize])).collect();
    // Components are numbered in reverse topological order: an edge leads to a lower number.
    edges.sort_unstable();
    for (from, to) in edges {
        if found.contains(&to) {
            found.insert(from);
        }
    }
    found
}

/// On SQL Server with foreign keys: relation fields, another field of the same model, and a model both reach by actions
/// that change rows.
pub(crate) fn multiple_cascade_paths(schema: &Schema) -> Vec<(Field<'_>, Field<'_>, Model<'_>)> {
    let is_sqlserver = schema.connector().is_some_and(|it| it.is("sqlserver"));
    if !is_sqlserver || schema.relation_mode() != RelationMode::ForeignKeys {
        return Vec::new();
    }
    let graph = Graph::new(schema);
    let mut found = Vec::new();
    for model in schema.models() {
        let firsts = graph.edges_from(model.id());
        if firsts.len() < 2 {
            continue;
        }
        let reach: Vec<(FieldId, FxHashSet<ModelId>)> =
            firsts.iter().map(|it| (graph.edges[*it].field.id(), reach(&graph, model.id(), *it))).collect();
        for (index, (field, own)) in reach.iter().enumerate() {
            let shared =
                reach.iter().enumerate().filter(|it| it.0 != index).find_map(|(_, (other, theirs))| {
                    let mut shared: Vec<ModelId> = own.intersection(theirs).copied().collect();
                    shared.sort_unstable();
                    shared.first().map(|it| (*other, *it))
                });
            if let Some((other, shared)) = shared {
                found.push((
                    Field::new(schema, *field),
                    Field::new(schema, other),
                    Model::new(schema, shared),
                ));
            }
        }
    }
    found
}

/// The models on paths that start with the given edge and end where nothing leads on. Paths that come back to `home` or
/// run into a relation of a model to itself do not count.
fn reach(graph: &Graph<'_>, home: ModelId, first: usize) -> FxHashSet<ModelId> {
    let mut ends_well: FxHashMap<ModelId, bool> = FxHashMap::default();
    let edge = graph.edges[first];
    let mut reached = FxHashSet::default();
    if edge.from == edge.to || edge.to == home || !ends(graph, home, edge.to, &mut ends_well) {
        return reached;
    }
    let mut stack = vec![edge.to];
    while let Some(model) = stack.pop() {
        if !reached.insert(model) {
            continue;
        }
        for next in graph.edges_from(model).iter().map(|it| graph.edges[*it]) {
            if next.from != next.to && next.to != home && ends(graph, home, next.to, &mut ends_well) {
                stack.push(next.to);
            }
        }
    }
    reached
}

/// Whether some path from `start` ends where nothing leads on. A path that has used up all relations of a circle ends
/// there too. Walks without recursion, as paths can be long.
fn ends(graph: &Graph<'_>, home: ModelId, start: ModelId, known: &mut FxHashMap<ModelId, bool>) -> bool {
    let mut calls = vec![(start, 0)];
    while let Some((model, edge)) = calls.pop() {
        if edge == 0 {
            if known.contains_key(&model) {
                continue;
            }
            // While it is being walked a model counts as an end: the circle is used up when the walk comes back.
            known.insert(model, true);
        }
        let edges = graph.edges_from(model);
        let usable = |it: &Edge<'_>| it.from != it.to && it.to != home;
        if let Some(id) = edges.get(edge) {
            calls.push((model, edge + 1));
            let next = graph.edges[*id];
            if usable(&next) && !known.contains_key(&next.to) {
                calls.push((next.to, 0));
            }
            continue;
        }
        let well = edges.is_empty()
            || edges
                .iter()
                .map(|it| graph.edges[*it])
                .any(|it| usable(&it) && known.get(&it.to) == Some(&true));
        known.insert(model, well);
    }
    known.get(&start) == Some(&true)
}
