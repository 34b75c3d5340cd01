import { expect, test } from 'vitest'
import { splitSql } from './split-sql.ts'

test('a semicolon ends a statement, except in quotes, dollar quotes and comments', () => {
  const text = `select 'a;b';\n-- not; here\nselect $$ x; y $$; /* ; */ do $do$ begin; end $do$;\n`
  expect(splitSql(text)).toEqual([`select 'a;b'`, '-- not; here\nselect $$ x; y $$', '/* ; */ do $do$ begin; end $do$'])
})

test('a file of comments holds no statement', () => {
  expect(splitSql('-- nothing;\n/* ; */\n')).toEqual([])
})
