import { useState, type SubmitEvent } from 'react'
import { drawZones } from '#contract/territory/index.ts'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { newId } from '../new-id.ts'
import type { ZonesAnswer } from './zones-answer.ts'

interface DrawZonesProps {
  readonly county: string
  readonly answer: ZonesAnswer
  readonly onClose: () => void
}
interface Draft {
  readonly id: string
  readonly name: string
}

const NONE = ''

/** Each town is given one zone: so that none can lie in two. */
export function DrawZones({ county, answer, onClose }: DrawZonesProps) {
  const { today } = useSession()
  const [zones, setZones] = useState<readonly Draft[]>(() =>
    answer.zones.length > 0 ? answer.zones.map(({ id, name }) => ({ id, name })) : [{ id: newId(), name: '第一片区' }],
  )
  const [zoneOf, setZoneOf] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(answer.zones.flatMap((zone) => zone.towns.map((town) => [town.code, zone.id]))),
  )
  const [from, setFrom] = useState(today)
  const towns = [...answer.zones.flatMap((z) => z.towns), ...answer.loose].toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const townsIn = (id: string) => towns.filter((t) => zoneOf[t.code] === id)
  const loose = towns.filter((t) => !zones.some((z) => z.id === zoneOf[t.code]))
  const draw = useAct(
    () =>
      call(drawZones, {
        code: county,
        from,
        zones: zones.map(({ id, name }) => ({ id, name: name.trim(), towns: townsIn(id).map((t) => t.code) })),
      }),
    onClose,
  )
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    draw.run(undefined)
  }
  return (
    <form className="draw-zones" onSubmit={submit} aria-label="划分片区">
      <fieldset className="zone-names">
        <legend>片区</legend>
        {zones.map((zone, i) => (
          <div key={zone.id} className="zone-name">
            <TextField
              label={`第 ${i + 1} 个片区的名称（${townsIn(zone.id).length} 个镇街）`}
              value={zone.name}
              maxLength={40}
              onChange={(name) => setZones(zones.map((one) => (one.id === zone.id ? { ...one, name } : one)))}
            />
            <button
              type="button"
              className="plain-button"
              aria-label={`去掉${zone.name}`}
              onClick={() => setZones(zones.filter((one) => one.id !== zone.id))}
            >
              去掉
            </button>
          </div>
        ))}
        <p className="button-row">
          <button
            type="button"
            className="plain-button"
            onClick={() => setZones([...zones, { id: newId(), name: `片区${zones.length + 1}` }])}
          >
            加一个片区
          </button>
        </p>
      </fieldset>
      <fieldset className="zone-towns">
        <legend>各镇街归哪个片区</legend>
        {towns.map((town) => (
          <label key={town.code} className="zone-town">
            <span>{town.name}</span>
            <select
              value={zones.some((z) => z.id === zoneOf[town.code]) ? zoneOf[town.code] : NONE}
              onChange={(e) => setZoneOf({ ...zoneOf, [town.code]: e.target.value })}
            >
              <option value={NONE}>不在任何片区</option>
              {zones.map((zone) => (
                <option key={zone.id} value={zone.id}>
                  {zone.name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      {loose.length > 0 ? (
        <p className="change-warning">
          还有 {loose.length} 个镇街不在任何片区：{loose.map((t) => t.name).join('、')}
        </p>
      ) : null}
      <TextField label="自何日起" type="date" value={from} onChange={setFrom} help="以前各日的片区照旧可查。" />
      {draw.trouble ? <ProblemNotice trouble={draw.trouble} /> : null}
      <p className="button-row">
        <button type="submit" className="main-button" disabled={draw.isBusy || from === ''}>
          保存划分
        </button>
        <button type="button" className="plain-button" onClick={onClose}>
          取消
        </button>
      </p>
    </form>
  )
}
