import { lazy, Suspense, useState } from 'react'
import { listTargets, loadVillages, readBoard, type BoardView } from '#contract/territory/index.ts'
import { COVER_LABELS, COVER_WAYS, type CoverWay } from '#domain/territory/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DayField } from '#ui/form/day-field.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { readBoardSearch } from './board-search.ts'
import { DaySlider } from './day-slider.tsx'
import { TargetsTable } from './targets-table.tsx'
import { TileGrid } from './tile-grid.tsx'
import { isCoverWay, percent } from './tile-state.ts'
import './board.css'

const Treemap = lazy(() => import('./treemap.tsx').then((m) => ({ default: m.Treemap })))
const MapView = lazy(() => import('./map-view.tsx').then((m) => ({ default: m.MapView })))

const VIEWS = [
  { value: 'tiles', label: '方格' },
  { value: 'treemap', label: '面积图' },
  { value: 'map', label: '自备地图' },
] as const

/** The wall chart 挂图作战: a division's parts and how far they are covered on a day, down to the villages. */
export function BoardPage() {
  useTitle('挂图作战')
  const [search, change] = useAddress(readBoardSearch)
  const way: CoverWay = isCoverWay(search.way) ? search.way : 'built'
  const asked = {
    ...(search.code !== undefined && { code: search.code }),
    ...(search.asOf !== undefined && { asOf: search.asOf }),
  }
  const query = useAnswer(readBoard, asked, { keepsPrevious: true })
  const targets = useAnswer(listTargets, asked, { keepsPrevious: true })
  const [ownMap, setOwnMap] = useState<string>()
  const open = (code: string) => change({ code }, { isStep: true })
  return (
    <Answered query={query} lines={12}>
      {(board) => (
        <>
          <header className="page-head">
            <div>
              <h1>{board.name} · 挂图作战</h1>
              <Crumbs board={board} onOpen={open} />
            </div>
            <button type="button" className="plain-button no-print" onClick={() => window.print()}>
              打印
            </button>
          </header>
          <div className="filter-row no-print">
            <ChoiceField
              label="按什么算覆盖"
              value={way}
              choices={COVER_WAYS.map((one) => ({ value: one, label: `按${COVER_LABELS[one]}` }))}
              onChange={(next) => change({ way: next === 'built' ? undefined : next })}
            />
            <ChoiceField
              label="显示方式"
              value={search.view ?? 'tiles'}
              choices={VIEWS}
              onChange={(next) => change({ view: next === 'tiles' ? undefined : next })}
            />
            <DayField label="哪一天" value={board.asOf} onChange={(asOf) => change({ asOf })} />
          </div>
          <DaySlider asOf={board.asOf} days={board.days} onChange={(asOf) => change({ asOf })} />
          <Summary board={board} />
          {board.tiles.length === 0 ? (
            <NoTiles board={board} />
          ) : search.view === 'treemap' ? (
            <Suspense fallback={<Loading lines={8} />}>
              <Treemap tiles={board.tiles} way={way} hasPlan={board.scheme !== null} onOpen={open} />
            </Suspense>
          ) : search.view === 'map' ? (
            <Suspense fallback={<Loading lines={8} />}>
              <MapView board={board} way={way} onOpen={open} text={ownMap} onRead={setOwnMap} />
            </Suspense>
          ) : (
            <TileGrid label={`${board.name}的下级`} tiles={board.tiles} way={way} hasPlan={board.scheme !== null} onOpen={open} />
          )}
          <section className="page-part" aria-labelledby="targets">
            <h2 id="targets">方案的覆盖目标</h2>
            {targets.error ? null : <TargetsTable targets={targets.data?.targets} hasScheme={board.scheme !== null} />}
          </section>
        </>
      )}
    </Answered>
  )
}

function Crumbs({ board, onOpen }: { readonly board: BoardView; readonly onOpen: (code: string) => void }) {
  return (
    <nav aria-label="上级">
      <ol className="crumbs">
        {board.crumbs.map(({ code, name }) => (
          <li key={code}>
            {code === board.code ? (
              <span aria-current="location">{name}</span>
            ) : (
              <button type="button" className="text-button" onClick={() => onOpen(code)}>
                {name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

const KIND_LABELS: Readonly<Record<string, string>> = {
  subdistrict: '街道',
  town: '镇',
  township: '乡',
  area: '开发区等',
  farm: '农场等',
  other: '其他',
}

/** The figures of the whole, and what they count. */
function Summary({ board }: { readonly board: BoardView }) {
  const isTown = board.level === 'town'
  const unit = isTown ? '个村(社区)' : '个镇街'
  return (
    <div className="board-summary" role="status">
      <p className="board-figures">
        {COVER_WAYS.map((way) => (
          <span key={way}>
            {isTown && way === 'built' ? '已设社工室' : COVER_LABELS[way]}{' '}
            <b>
              {board[way]} / {board.towns}
            </b>{' '}
            {percent(board[way], board.towns)}
          </span>
        ))}
      </p>
      <p className="muted">
        {board.asOf} 共 {board.towns} {unit}
        {isTown ? '' : `，计入：${board.kinds.map((kind) => KIND_LABELS[kind] ?? kind).join('、')}`}
        。已建站：站点已启用；有人在岗：当日有社工在岗；在服务：在岗且已有服务记录。
        {board.scheme ? ` 方案自己的口径见下表（${board.scheme.title}）。` : ' 这一级还没有采用方案。'}
      </p>
    </div>
  )
}

function NoTiles({ board }: { readonly board: BoardView }) {
  const mayLoad = useCan('change territory') && board.level === 'town' && !board.hasVillageList
  const load = useAct(
    () => call(loadVillages, { code: board.code.slice(0, 6) }),
    () => undefined,
  )
  return (
    <div className="empty-note board-empty">
      <p>{board.level === 'town' ? '本县的村(社区)清单还没有装入。' : '没有下级区划。'}</p>
      {mayLoad ? (
        <button type="button" className="main-button" disabled={load.isBusy} onClick={() => load.run(undefined)}>
          装入全县村(社区)清单
        </button>
      ) : null}
      {load.trouble ? <ProblemNotice trouble={load.trouble} /> : null}
    </div>
  )
}
