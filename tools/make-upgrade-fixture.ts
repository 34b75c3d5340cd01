import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { writeBackup } from '../src/server/db/backup/index.ts'
import { embeddedConnection } from '../src/server/db/connection.ts'
import { startEmbedded } from '../src/server/db/embedded/index.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { prepareEmbedded } from '../src/server/db/open-database.ts'

/**
 * Writes a small backup under the migrations up to a name (all without): what the upgrade test starts from. Run before the
 * first migration of a release lands: `tsx tools/make-upgrade-fixture.ts [0007]`.
 */
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const until = process.argv[2] ?? '9999'
const NEEDED = '0030_create_backup_role.sql'
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-fixture-'))
fs.chmodSync(folder, 0o711)
const dir = path.join(folder, 'db/migrations')
fs.cpSync(path.join(ROOT, 'db'), path.join(folder, 'db'), { recursive: true })
for (const name of fs.readdirSync(dir)) if (name.slice(0, 4) > until && name !== NEEDED) fs.rmSync(path.join(dir, name))

const server = await startEmbedded(path.join(folder, 'data'))
try {
  await prepareEmbedded(server)
  const { migrator } = embeddedConnection(server)
  await migrate(migrator, dir)
  const client = new pg.Client(migrator)
  await client.connect()
  await client.query(`insert into app.county values (990901, '990901', '甲县'), (990902, '990902', '乙县')`)
  await client.query(`insert into app.account (id, sign_in_name, display_name, password_hash, division_code)
    values ('01890000-0000-7000-8000-000000000001', 'li', '李演示', 'x', '990901')`)
  await client.query(`insert into app.access_grant (account_id, id, role, scope_code, valid_from)
    values ('01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002', 'bureau', '990901', '2021-01-01')`)
  await client.query(`insert into app.entity (county_id, subject, id, division_code, name, facts)
    select 990901 + i % 2, 'unit', gen_random_uuid(), '99090' || (1 + i % 2), '站' || i, jsonb_build_object('n', i) from generate_series(1, 40) i`)
  await client.query(`insert into app.signature (id, scheme_id, subject, unit_code, value, signed_by_name, signed_on)
    values (gen_random_uuid(), 'county90', 'setting:plan-days', '990901', '"30 天"', '李演示', '2026-01-05')`)
  await client.query(`insert into app.audit_entry (county_id, id, account_id, role, action, outcome, division_code, detail)
    select 990901 + i % 2, gen_random_uuid(), '01890000-0000-7000-8000-000000000001', 'bureau', 'scheme.signSetting', 'done', '99090' || (1 + i % 2), '{"value": "30 天"}' from generate_series(1, 20) i`)
  await client.end()
  const file = path.join(ROOT, 'src/server/db/backup/fixtures/previous.sgz')
  await writeBackup(migrator, file, { program: '0.1.0', compression: 'gzip', overwrite: true })
  console.log(`${file}: ${fs.statSync(file).size} bytes`)
} finally {
  await server.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}
