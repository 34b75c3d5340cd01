import { useState } from 'react'
import type { ListDefinition } from '#domain/table/index.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { columnsOf, viewsOf, type SavedView } from './saved-views.ts'

/** What this person keeps of a list: the columns shown, and filters under names. */
export function useKept(list: ListDefinition) {
  const { accountId } = useSession()
  const all = list.columns.map(({ key }) => key)
  const usual = list.columns.filter(({ isHidden }) => isHidden !== true).map(({ key }) => key)
  const [keptViews, keptColumns] = [viewsOf(list.key, accountId), columnsOf(list.key, accountId)]
  const [columns, setColumns] = useState(() => keptColumns.read(all) ?? usual)
  const [views, setViews] = useState(keptViews.read)
  const choose = (next: readonly string[] | undefined): void => {
    keptColumns.save(next)
    setColumns(next ?? usual)
  }
  return {
    columns,
    views,
    choose,
    save: (name: string, search: Readonly<Record<string, string>>): void => {
      keptViews.save({ name, search, columns })
      setViews(keptViews.read())
    },
    remove: (name: string): void => {
      keptViews.remove(name)
      setViews(keptViews.read())
    },
    /** The view of that name, with its columns shown. */
    open: (name: string): SavedView | undefined => {
      const view = views.find((one) => one.name === name)
      if (view) choose(all.filter((key) => view.columns.includes(key)))
      return view
    },
  }
}
