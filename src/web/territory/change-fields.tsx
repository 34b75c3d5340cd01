import { TextField } from '#ui/text-field.tsx'
import type { ChangeDraft } from './change-draft.ts'
import { CheckList } from './check-list.tsx'
import type { PlacesBelow } from './use-places-below.ts'

interface ChangeFieldsProps {
  readonly draft: ChangeDraft
  readonly places: PlacesBelow
  readonly onChange: (draft: ChangeDraft) => void
}

const ABOUT: Readonly<Record<ChangeDraft['kind'], string>> = {
  rename: '更名的区划',
  merge: '撤销的',
  split: '由哪个乡镇(街道)析出',
  move: '改属的村(社区)',
  create: '',
}

/** The fields each kind of change needs. */
export function ChangeFields({ draft, places, onChange }: ChangeFieldsProps) {
  const set = (patch: Partial<ChangeDraft>) => onChange({ ...draft, ...patch })
  const suggestions = places.own.map(({ code, name }) => ({ value: code, label: name }))
  const nameOf = (code: string): string | undefined => [...places.own, ...places.below].find((d) => d.code === code)?.name
  const [first = ''] = draft.codes
  return (
    <>
      {draft.kind === 'merge' ? (
        <CheckList
          legend={ABOUT.merge}
          items={places.own.map(({ code, name }) => ({ id: code, label: `${name} ${code}` }))}
          chosen={draft.codes}
          onChange={(codes) => set({ codes })}
        />
      ) : draft.kind === 'create' ? null : (
        <TextField
          label={`${ABOUT[draft.kind]}（代码）`}
          value={first}
          inputMode="numeric"
          maxLength={12}
          suggestions={suggestions}
          help={nameOf(first) ?? '从列出的选，或填代码。'}
          onChange={(code) => set({ codes: code === '' ? [] : [code], villages: [], stationIds: [] })}
        />
      )}
      {draft.kind === 'rename' ? null : (
        <TextField
          label={
            draft.kind === 'split' || draft.kind === 'create'
              ? '新区划的代码'
              : draft.kind === 'merge'
                ? '并入哪里（代码）'
                : '改到哪个乡镇(街道)（代码）'
          }
          value={draft.to}
          inputMode="numeric"
          maxLength={12}
          suggestions={draft.kind === 'split' || draft.kind === 'create' ? [] : suggestions}
          help={nameOf(draft.to) ?? `${draft.kind === 'create' ? '六位为县(市、区)，' : ''}九位为乡镇(街道)，十二位为村(社区)。`}
          onChange={(to) => set({ to })}
        />
      )}
      {draft.kind === 'merge' ? (
        <label className="check-line">
          <input type="checkbox" checked={draft.isNew} onChange={(e) => set({ isNew: e.target.checked })} /> 并入的是新设的
        </label>
      ) : null}
      {draft.kind === 'rename' || draft.kind === 'split' || draft.kind === 'create' || draft.isNew ? (
        <TextField
          label={draft.kind === 'rename' ? '新名称' : '新区划的名称'}
          value={draft.name}
          maxLength={40}
          onChange={(name) => set({ name })}
        />
      ) : null}
      {draft.kind === 'split' ? (
        <>
          <CheckList
            legend="随新区划走的社工站（不勾即留下）"
            items={places.stations.map(({ id, name }) => ({ id, label: name }))}
            chosen={draft.stationIds}
            onChange={(stationIds) => set({ stationIds })}
            empty="这里还没有社工站。"
          />
          <CheckList
            legend="随新区划走的村(社区)"
            items={places.below.map(({ code, name }) => ({ id: code, label: `${name} ${code}` }))}
            chosen={draft.villages}
            onChange={(villages) => set({ villages })}
            empty="村(社区)清单还没有装入；请先在挂图作战的这个乡镇(街道)装入。"
          />
        </>
      ) : null}
    </>
  )
}
