import pg, { type ClientConfig } from 'pg'

/** Runs `work` on one connection of the migrator's. */
export async function withClient<T>(config: ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...config, statement_timeout: 60_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export interface ServerFacts {
  readonly version: string
  readonly versionNumber: number
  readonly now: Date
  readonly damagedPages: number
  readonly oldestTransactionSeconds: number
  readonly hasChecksums: boolean
  readonly ctype: string
}

export async function readServerFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<{
    v: string
    n: string
    now: Date
    damaged: string
    oldest: string
    checksums: string
    ctype: string
  }>(
    `select current_setting('server_version') as v, current_setting('server_version_num') as n, clock_timestamp() as now,
       coalesce((select checksum_failures from pg_stat_database where datname = current_database()), 0)::text as damaged,
       coalesce((select extract(epoch from clock_timestamp() - min(xact_start)) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()), 0)::text as oldest,
       current_setting('data_checksums') as checksums,
       (select datctype from pg_database where datname = current_database()) as ctype`,
  )
  const [row] = rows
  if (!row) throw new Error('no answer')
  return {
    version: row.v,
    versionNumber: Number(row.n),
    now: row.now,
    damagedPages: Number(row.damaged),
    oldestTransactionSeconds: Number(row.oldest),
    hasChecksums: row.checksums === 'on',
    ctype: row.ctype,
  }
}

/** Walls that are not as they must be, each in words. */
export async function listOpenWalls(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ said: string }>(
    `select format('表 %s 未强制行级安全', c.relname) as said from pg_class c
     where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
     union all
     select format('表 %s 没有访问规则', c.relname) from pg_class c
     where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = c.oid)
     union all
     select format('表 %s 的所有者是 %s', c.relname, c.relowner::regrole) from pg_class c
     where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p') and c.relowner <> 'sgz_owner'::regrole
     union all
     select format('角色 %s 可绕过行级安全', rolname) from pg_roles where rolname like 'sgz\\_%' and (rolsuper or rolbypassrls)
     union all
     select format('角色 %s 是 %s 的成员', m.member::regrole, m.roleid::regrole) from pg_auth_members m
     where m.member in (select oid from pg_roles where rolname in ('sgz_app', 'sgz_portal', 'sgz_report', 'sgz_backup'))
     union all
     select format('表 %s 对所有人开放', table_name) from information_schema.role_table_grants where table_schema = 'app' and grantee = 'PUBLIC'
     union all
     select format('函数 %s 以所有者身份执行而未固定搜索路径', proname) from pg_proc
     where pronamespace = to_regnamespace('app') and prosecdef and (proconfig is null or proconfig::text !~ 'search_path')
     order by 1`,
  )
  return rows.map(({ said }) => said)
}

/** The moment of the latest audit row; undefined without one, or where it cannot be read. */
export async function findLatestAudit(client: pg.Client): Promise<Date | undefined> {
  await client.query('begin read only')
  try {
    await client.query('set local role sgz_backup')
    const { rows } = await client.query<{ at: Date | null }>('select max(recorded_at) as at from app.audit_entry')
    return rows[0]?.at ?? undefined
  } catch {
    return undefined
  } finally {
    await client.query('rollback')
  }
}
