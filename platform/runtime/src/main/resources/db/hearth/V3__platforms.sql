-- The platforms that share the database. A platform's row is what lets it write: each of its commits updates the row first, and whoever takes
-- over its runs and pools removes it. So a platform that was frozen and thawed can record nothing any more of what others go on with.
drop table hearth_writer;

create table hearth_platform (
  id varchar(36) not null primary key,
  application varchar(200) not null,
  -- Where the others reach it; unknown until it listens.
  address varchar(500),
  -- Where replicas reach it.
  link varchar(500),
  -- What it shows there, as PEM, if it speaks TLS.
  certificate text,
  -- The number of its last commit, so that one whose answer was lost is not done twice.
  commits bigint not null,
  -- By the database's clock. Empty in a file, which one platform has open.
  lease_until timestamp with time zone
);
create index hearth_platform_application on hearth_platform (application);

-- Which platform has the pool of a generation of an environment. It goes with the platform.
create table hearth_pool (
  application varchar(200) not null,
  environment varchar(200) not null,
  identity varchar(200) not null,
  platform varchar(36) not null references hearth_platform (id) on delete cascade,
  primary key (application, environment, identity)
);
create index hearth_pool_platform on hearth_pool (platform);

-- By which the platforms of an application know each other.
create table hearth_secret (
  application varchar(200) not null primary key,
  secret varchar(64) not null
);

-- The platform that works on the run, and why somebody wants it cancelled who asked another platform.
alter table hearth_run add column owner varchar(36);
alter table hearth_run add column cancel_reason varchar(1000);
