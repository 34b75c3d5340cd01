import { TextField } from '#ui/form/text-field.tsx'
import type { ChangeDraft } from './change-draft.ts'
import { CheckList } from './check-list.tsx'
import type { PlacesBelow } from '../use-places-below.ts'

interface ChangeFieldsProps {
  readonly draft: ChangeDraft
  readonly places: PlacesBelow
  readonly onChange: (draft: ChangeDraft) => void
}

const ABOUT: Readonly<Record<ChangeDraft['kind'], string>> = {
  rename: '更名的区划',
  merge: '撤销的',
  split: '由哪里析出',
  move: '改属的区划',
  create: '',
}

const WHERE: Readonly<Record<ChangeDraft['kind'], string>> = {
  rename: '',
  merge: '并入哪里（代码）',
  split: '新区划的代码',
  move: '改到哪里之下（代码）',
  create: '新区划的代码',
}

const WHERE_HELP: Readonly<Record<ChangeDraft['kind'], string>> = {
  rename: '',
  merge: '与撤销的同一级；新设的填新代码。',
  split: '与析出的同一级、没有用过的：县(市、区)六位，乡镇(街道)九位。',
  move: '村(社区)改到同一县的乡镇(街道)，乡镇(街道)改到县(市、区)，县(市、区)改到市；跨县的由两地共同的上级办。',
  create: '六位为县(市、区)，九位为乡镇(街道)，十二位为村(社区)。',
}

/** The fields each kind of change needs. */
export function ChangeFields({ draft, places, onChange }: ChangeFieldsProps) {
  const set = (patch: Partial<ChangeDraft>) => onChange({ ...draft, ...patch })
  const offered = (list: PlacesBelow['own']) => list.map(({ code, name }) => ({ value: code, label: name }))
  const [first = ''] = draft.codes
  const isCounty = first.length === 6
  const isMade = draft.kind === 'split' || draft.kind === 'create'
  return (
    <>
      {draft.kind === 'merge' ? (
        <>
          <TextField
            label="在哪里之下合并（代码）"
            value={draft.within}
            inputMode="numeric"
            maxLength={9}
            isOptional
            suggestions={offered(places.own)}
            help="不填即本辖区的直接下级；合并村(社区)填所在的乡镇(街道)。"
            onChange={(within) => set({ within, codes: [] })}
          />
          <CheckList
            legend={ABOUT.merge}
            items={places.within.map(({ code, name }) => ({ id: code, label: `${name} ${code}` }))}
            chosen={draft.codes}
            onChange={(codes) => set({ codes })}
          />
        </>
      ) : draft.kind === 'create' ? null : (
        <TextField
          label={`${ABOUT[draft.kind]}（代码）`}
          value={first}
          inputMode="numeric"
          maxLength={12}
          suggestions={offered([...places.own, ...places.below])}
          help={places.chosenName ?? '从列出的选，或填代码；填到上一级，就列出它的下级。'}
          onChange={(code) => set({ codes: code === '' ? [] : [code], villages: [], stationIds: [] })}
        />
      )}
      {draft.kind === 'rename' ? null : (
        <TextField
          label={WHERE[draft.kind]}
          value={draft.to}
          inputMode="numeric"
          maxLength={12}
          suggestions={isMade ? [] : offered(draft.kind === 'merge' ? places.within : [...places.own, ...places.belowTo])}
          help={(isMade || draft.isNew ? undefined : places.toName) ?? WHERE_HELP[draft.kind]}
          onChange={(to) => set({ to })}
        />
      )}
      {draft.kind === 'move' && first.length <= 9 ? (
        <TextField
          label="在那里的新代码"
          value={draft.as}
          inputMode="numeric"
          maxLength={9}
          isOptional
          help="批复写明的；不填即沿用末几位，已有人用就顺延到下一个空号。"
          onChange={(as) => set({ as })}
        />
      ) : null}
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
          {isCounty ? null : (
            <CheckList
              legend="随新区划走的社工站（不勾即留下）"
              items={places.stations.map(({ id, name }) => ({ id, label: name }))}
              chosen={draft.stationIds}
              onChange={(stationIds) => set({ stationIds })}
              empty="这里还没有社工站。"
            />
          )}
          <CheckList
            legend={isCounty ? '随新县(市、区)走的乡镇(街道)，其中的社工站、人员和档案一并去' : '随新区划走的村(社区)'}
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
