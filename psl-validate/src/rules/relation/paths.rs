//! Where referential actions lead: circles, and models that are reached on two ways.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::schema::{Actions, Cycle, EdgeId, Field, Model, ModelId, RelationMode, Schema};

/// The relations whose actions run in a circle, on connectors and in modes where that is refused.
pub(crate) fn cycles(schema: &Schema) -> Vec<(Field<'_>, Cycle)> {
    let is_sqlserver = schema.connector().is_some_and(|it| it.is("sqlserver"));
    if !is_sqlserver && schema.relation_mode() != RelationMode::Prisma {
        return Vec::new();
    }
    let actions = schema.actions();
    let cycles = actions.walks.cycles.get_or_init(|| find_cycles(actions));
    cycles.iter().map(|(edge, cycle)| (Field::new(schema, actions.edge(*edge).field), *cycle)).collect()
}

fn find_cycles(actions: &Actions) -> Box<[(EdgeId, Cycle)]> {
    let component = components(actions);
    let meets_itself = leads_to_itself(actions, &component);
    let component_of = |it: ModelId| component[it.0 as usize];
    let may_come_back = |from: ModelId, to: ModelId| {
        component_of(from) == component_of(to) || meets_itself.contains(&component_of(to))
    };
    let edges = actions.numbered().filter(|(id, edge)| may_come_back(id.from, edge.to));
    edges.filter_map(|(id, _)| Some((id, first_cycle(actions, id)?))).collect()
}

/// The walk of the reference: depth first, the last relation of a model first.
fn first_cycle(actions: &Actions, start: EdgeId) -> Option<Cycle> {
    let home = start.from;
    let mut stack = vec![start];
    let mut seen = FxHashSet::default();
    while let Some(id) = stack.pop() {
        seen.insert(id);
        let to = actions.edge(id).to;
        if id.from == to {
            return Some(Cycle::SelfRelation);
        }
        if to == home {
            return Some(Cycle::Circle);
        }
        stack.extend(actions.numbered_from(to).map(|it| it.0).filter(|it| !seen.contains(it)));
    }
    None
}

/// The strongly connected component of every model (Tarjan, without recursion).
fn components(actions: &Actions) -> Vec<u32> {
    let models = actions.model_count();
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
            match actions.edges_from(ModelId(model as u32)).get(edge) {
                Some(next) => {
                    calls.push((model, edge + 1));
                    let to = next.to.0 as usize;
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
fn leads_to_itself(actions: &Actions, component: &[u32]) -> FxHashSet<u32> {
    let component_of = |it: ModelId| component[it.0 as usize];
    let to_itself = actions.numbered().filter(|(id, edge)| id.from == edge.to);
    let mut found: FxHashSet<u32> = to_itself.map(|it| component_of(it.0.from)).collect();
    let mut edges: Vec<(u32, u32)> =
        actions.numbered().map(|(id, edge)| (component_of(id.from), component_of(edge.to))).collect();
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
    let actions = schema.actions();
    let field = |it: EdgeId| Field::new(schema, actions.edge(it).field);
    let found = actions.walks.shared_ends.get_or_init(|| find_shared_ends(actions)).iter();
    found.map(|(one, other, end)| (field(*one), field(*other), Model::new(schema, *end))).collect()
}

fn find_shared_ends(actions: &Actions) -> Box<[(EdgeId, EdgeId, ModelId)]> {
    let mut found = Vec::new();
    for model in (0..actions.model_count() as u32).map(ModelId) {
        if actions.edges_from(model).len() < 2 {
            continue;
        }
        let reach: Vec<(EdgeId, FxHashSet<ModelId>)> =
            actions.numbered_from(model).map(|(id, edge)| (id, reach(actions, model, edge.to))).collect();
        for (index, (edge, own)) in reach.iter().enumerate() {
            let others = reach.iter().enumerate().filter(|it| it.0 != index).map(|it| it.1);
            let mut shared = others.filter_map(|(other, theirs)| {
                let first = own.intersection(theirs).min()?;
                Some((*edge, *other, *first))
            });
            found.extend(shared.next());
        }
    }
    found.into()
}

/// The models on paths that start with an edge from `home` to `first` and end where nothing leads on. Paths that come
/// back to `home` or run into a relation of a model to itself do not count.
fn reach(actions: &Actions, home: ModelId, first: ModelId) -> FxHashSet<ModelId> {
    let mut ends_well: FxHashMap<ModelId, bool> = FxHashMap::default();
    let mut reached = FxHashSet::default();
    if first == home || !ends(actions, home, first, &mut ends_well) {
        return reached;
    }
    let mut stack = vec![first];
    while let Some(model) = stack.pop() {
        if !reached.insert(model) {
            continue;
        }
        for next in actions.edges_from(model).iter().map(|it| it.to) {
            if next != model && next != home && ends(actions, home, next, &mut ends_well) {
                stack.push(next);
            }
        }
    }
    reached
}

/// Whether some path from `start` ends where nothing leads on. A path that has used up all relations of a circle ends
/// there too. Walks without recursion, as paths can be long.
fn ends(actions: &Actions, home: ModelId, start: ModelId, known: &mut FxHashMap<ModelId, bool>) -> bool {
    let mut calls = vec![(start, 0)];
    while let Some((model, edge)) = calls.pop() {
        if edge == 0 {
            if known.contains_key(&model) {
                continue;
            }
            // While it is being walked a model counts as an end: the circle is used up when the walk comes back.
            known.insert(model, true);
        }
        let edges = actions.edges_from(model);
        let is_usable = |it: ModelId| it != model && it != home;
        if let Some(next) = edges.get(edge) {
            calls.push((model, edge + 1));
            if is_usable(next.to) && !known.contains_key(&next.to) {
                calls.push((next.to, 0));
            }
            continue;
        }
        let well =
            edges.is_empty() || edges.iter().any(|it| is_usable(it.to) && known.get(&it.to) == Some(&true));
        known.insert(model, well);
    }
    known.get(&start) == Some(&true)
}
