import type { ChangeEffect, ChangeInput, listChanges as endpoint } from '#contract/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listChangeRows } from './change-repository.ts'

interface Content {
  readonly change: ChangeInput
  readonly effect: ChangeEffect
}

/** The changes filed in and above the reader's territory, latest first, each as a sentence. */
export const listChanges: UseCase<typeof endpoint> = async ({ tx }, { limit }) => ({
  changes: (await listChangeRows(tx, limit)).map((row) => {
    const content = row.content as unknown as Content
    return {
      id: row.id,
      kind: content.change.kind,
      sentence: sentenceOf(content),
      effectiveOn: row.effectiveOn,
      documentNo: row.documentNo,
      madeBy: row.madeBy,
      recordedAt: row.recordedAt.toISOString(),
      movedCount: Object.values(row.moved as Record<string, number>).reduce((sum, n) => sum + n, 0),
    }
  }),
})

function sentenceOf({ change, effect }: Content): string {
  const names = (what: ChangeEffect['edits'][number]['what'], length?: number): string =>
    effect.edits
      .filter((e) => e.what === what && (length === undefined || e.code.length === length))
      .map((e) => e.name)
      .join('、')
  switch (change.kind) {
    case 'rename':
      return `${change.code} 改称${change.name}`
    case 'create':
      return `${change.name}（${change.code}）`
    case 'merge':
      return `撤销${names('ended', change.into.code.length)}，并入${change.into.name ?? change.into.code}`
    case 'split':
      return `由 ${change.code} 析出${change.parts.map((p) => p.name).join('、')}`
    case 'move':
      return `${names('new', change.to.length + (change.to.length === 4 ? 2 : 3)) || change.code}改属 ${change.to}`
  }
}
