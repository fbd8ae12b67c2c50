-- Times are microseconds since 1970. ${bytes} is the type of bytes in this kind of database.

-- Who writes for an application. Each commit of the writer leaves its number here, so that one whose answer was lost is not done twice,
-- and a platform that another has replaced notices.
create table hearth_writer (
  application varchar(200) not null primary key,
  owner varchar(36) not null,
  commits bigint not null
);

create table hearth_run (
  -- Compared as Java compares it.
  id varchar(36)${bytewise} not null primary key,
  application varchar(200) not null,
  version varchar(200) not null,
  kind varchar(20) not null,
  name varchar(500) not null,
  durable boolean not null,
  origin varchar(200) not null,
  traceparent varchar(200),
  idempotency_key varchar(1000),
  input ${bytes},
  options varchar(1000),
  state varchar(20) not null,
  started bigint not null,
  ended bigint,
  result ${bytes},
  failure_kind varchar(30),
  failure text,
  submitted bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  retried bigint not null,
  constraint hearth_run_key unique (application, idempotency_key)
);
create index hearth_run_started on hearth_run (application, started desc, id desc);
create index hearth_run_state on hearth_run (application, state, ended);

-- A finished step that is not a map's element: a call, a value of the workflow's context, the end of a map.
create table hearth_step (
  run varchar(36) not null,
  path varchar(500) not null,
  ordinal integer not null,
  task varchar(500) not null,
  digest varchar(64) not null,
  is_map boolean not null,
  result ${bytes},
  failure_kind varchar(30),
  failure text,
  trace text,
  replica varchar(300) not null,
  attempts integer not null,
  queued_nanos bigint not null,
  run_nanos bigint not null,
  cold boolean not null,
  cache_hits integer not null,
  cache_misses integer not null,
  started_micros bigint not null,
  ended_micros bigint not null,
  primary key (run, path, ordinal)
);

-- Outcomes of a map's elements, in the order in which they came: one row for as many as were there when the writer came by.
create table hearth_segment (
  run varchar(36) not null,
  path varchar(500) not null,
  ordinal integer not null,
  number integer not null,
  task varchar(500) not null,
  started_micros bigint not null,
  first_index bigint not null,
  last_index bigint not null,
  succeeded integer not null,
  failed integer not null,
  outcomes ${bytes} not null,
  primary key (run, path, ordinal, number)
);

-- The elements of a durable map, as they were read.
create table hearth_spool (
  run varchar(36) not null,
  number integer not null,
  first_index bigint not null,
  elements integer not null,
  content ${bytes} not null,
  primary key (run, number)
);
