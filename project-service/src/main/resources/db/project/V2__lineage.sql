-- What was made from what, as events have told it. Nodes are <noun>/<id>.
create table project.lineage_node (
  project_id  uuid  not null,
  node        text  collate "C" not null,
  primary key (project_id, node)
);

-- From what came later to what it came of. Inserted once, never changed.
create table project.lineage_edge (
  project_id  uuid  not null,
  from_node   text  collate "C" not null,
  relation    text  collate "C" not null,
  to_node     text  collate "C" not null,
  primary key (project_id, from_node, relation, to_node)
);

create index lineage_edge_downstream
  on project.lineage_edge (project_id, to_node, relation, from_node);
