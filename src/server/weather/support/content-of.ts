import type { TestDatabase } from '#server/db/testing/test-database.ts'

const CONTENT = `select format('%s %s', c.relname, (xpath('/row/n/text()', query_to_xml(format(
    'select count(*) || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) as n from app.%I t', c.relname), false, true, '')))[1]::text) as line
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname !~ '^(audit|session|attempt|sign_in|handling)' order by 1`

/** Every row of every table but the audit and the traces of signing in: the same text for the same content. */
export const contentOf = async ({ query }: Pick<TestDatabase, 'query'>): Promise<string> =>
  (await query<{ line: string }>(CONTENT)).map(({ line }) => line).join('\n')
