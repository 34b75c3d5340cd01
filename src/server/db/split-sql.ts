/**
 * The statements of a migration, one by one: a distributed PostgreSQL wants one per call. Knows quotes, dollar quotes and
 * comments, and nothing else of SQL.
 */
export function splitSql(text: string): readonly string[] {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g
  const statements: string[] = []
  let from = 0
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue
    statements.push(text.slice(from, match.index))
    from = match.index + 1
  }
  statements.push(text.slice(from))
  return statements
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '')
}
