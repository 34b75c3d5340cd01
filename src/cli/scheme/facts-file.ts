import { readFileSync } from 'node:fs'
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { worldByHand, type Catalogue, type World } from '#domain/scheme/index.ts'
import { BadInput } from '../end-with.ts'

type Path = readonly (string | number)[]

/** A YAML file that a person typed, with the place of every value in it. */
export interface TypedFile {
  readonly value: unknown
  /** `file:line:col` of the key or list item that a path leads to, or of the nearest above it. */
  readonly at: (path: Path) => string
}

const offsetOf = (node: unknown): number | undefined => {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as readonly number[] | null) : null
  return range?.[0]
}

/** Offset of the last key on the path that exists. */
function offsetAt(doc: Document, path: Path): number {
  let node: unknown = doc.contents
  let offset = offsetOf(node) ?? 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isPair(p) && isScalar(p.key) && (p.key.value === key || p.key.value === `${key}[]`))
      if (!pair) return offset
      offset = offsetOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key]
      offset = offsetOf(node) ?? offset
    } else return offset
  }
  return offset
}

/** Reads a YAML file. Throws BadInput with line and column where it is none. */
export function readTypedFile(file: string): TypedFile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new BadInput(`读不了文件 ${file}（${(error as NodeJS.ErrnoException).code ?? String(error)}）`)
  }
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  if (doc.errors.length > 0)
    throw new BadInput(doc.errors.map((e) => `${place(e.pos[0])}：YAML 写法有误（${e.code}）`).join('\n'))
  return { value: doc.toJS() as unknown, at: (path) => place(offsetAt(doc, path)) }
}

/** Facts typed by hand in a file, joined to a world. Throws BadInput that lists every fact that does not fit. */
export function readFactsFile(file: string, catalogue: Catalogue): World {
  const { value, at } = readTypedFile(file)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadInput(`${at([])}：应为“主体: 事实”的字段表，例如 station.officeAreaM2: 39.9 m²`)
  const wrapped = (value as Record<string, unknown>)['facts']
  const isWrapped = typeof wrapped === 'object' && wrapped !== null && Object.keys(value).length === 1
  const { world, findings } = worldByHand((isWrapped ? wrapped : value) as Record<string, unknown>, catalogue)
  if (findings.length > 0)
    throw new BadInput(findings.map((f) => `${at(isWrapped ? ['facts', ...f.path] : f.path)}：${f.message}`).join('\n✗ '))
  return world
}
