import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { catalogue, lintScheme, loadScheme, type LoadedScheme, type Scheme } from '#domain/scheme/index.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'
import { BadInput } from '../end-with.ts'

/** A scheme that loads and has no errors, with what it was loaded from. */
export interface SchemeFolder {
  readonly scheme: Scheme
  readonly loaded: LoadedScheme
}

/** Every scheme below `root` that loads, whatever the linter finds in it. */
export const loadableSchemes = (root: string): Scheme[] =>
  listSchemeIds(root).flatMap((id) => loadScheme(readSchemeFolder(path.join(root, id))).scheme ?? [])

/** Reads the scheme of an id below `root`, or of a folder that holds a `scheme.yaml`. Throws BadInput with the faults. */
export function readScheme(root: string, idOrFolder: string): SchemeFolder {
  const folder = [path.join(root, idOrFolder), path.resolve(idOrFolder)].find((f) => existsSync(path.join(f, 'scheme.yaml')))
  if (folder === undefined || !statSync(folder).isDirectory())
    throw new BadInput(`没有方案 ${idOrFolder}；可用：${listSchemeIds(root).join('、')}，或一个含 scheme.yaml 的文件夹`)
  const loaded = loadScheme(readSchemeFolder(folder))
  const errors = lintScheme(loaded, catalogue).issues.filter((i) => i.severity === 'error')
  if (!loaded.scheme || errors.length > 0)
    throw new BadInput(
      [
        `方案 ${idOrFolder} 有误：`,
        ...errors.map(({ at, message }) => `  ${at ? `${path.join(folder, at.file)}:${at.line}:${at.col}：` : ''}${message}`),
      ].join('\n'),
    )
  return { scheme: loaded.scheme, loaded }
}
