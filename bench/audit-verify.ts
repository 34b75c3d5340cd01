import pg from 'pg'
import { verifyChains } from '#server/audit/index.ts'
import { openDb } from '#server/db/pool.ts'
import { withBenchDatabase } from './doors-request.ts'
import { atLeast, sampleOf, type Figure } from './figure.ts'

const ROWS = 200_000
const RUNS = 5

/** Rows of an audit chain read and hashed again in a second, from the database to the verdict. */
export const auditVerify = (): Promise<Figure[]> =>
  withBenchDatabase(async ({ app, migrator }) => {
    const admin = new pg.Client(migrator)
    await admin.connect()
    await admin.query(`insert into app.county values (1, '110001', 'x') on conflict do nothing`)
    await admin.query(
      `select app.append_audit(gen_random_uuid(), now(), null, 'bureau', 'bench.write', 'done', '110001', null, null, '{"field":"value"}', null, 'r', 'sha256', null)`,
    )
    await admin.query(`alter table app.audit_entry no force row level security`)
    await admin.query(`do $$ declare h bytea; n bigint; e app.audit_entry; begin
      select seq, hash into n, h from app.audit_head where county_id = 1;
      select * into e from app.audit_entry where county_id = 1 limit 1;
      for i in 1..${ROWS} loop
        n := n + 1; e.id := gen_random_uuid(); e.seq := n; e.prev_hash := h; e.hash_algorithm := 'sha256';
        e.hash := sha256(h || convert_to(app.audit_text(e), 'UTF8'));
        insert into app.audit_entry select e.*; h := e.hash;
      end loop; update app.audit_head set seq = n, hash = h where county_id = 1; end $$`)
    await admin.query('analyze app.audit_entry')
    const db = openDb({ ...app, max: 4 })
    const runs: number[] = []
    for (let i = 0; i < RUNS; i++) {
      const from = performance.now()
      const { rows, faults } = await verifyChains(db)
      if (faults.length > 0) throw new Error(`the bench's own chain has ${faults.length} faults`)
      runs.push(rows / ((performance.now() - from) / 1000))
    }
    await db.destroy()
    await admin.end()
    return [atLeast('audit verify', sampleOf(runs), 'rows/s', 100_000)]
  })
