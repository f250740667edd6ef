"use client";

import { Gauge, Keyboard, LogOut, Package, Receipt, Search, Settings, Store, Workflow, Zap } from "lucide-react";
import { signOut } from "next-auth/react";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "#components/ui/class-names.ts";
import { Status, type StatusTone } from "#components/ui/status.tsx";

import { AlertBell } from "../alerts/alert-bell.tsx";
import { leave } from "./leave-guard.ts";
import { useConnection, type Connection } from "./live-refresh.tsx";
import { useMember } from "./member.tsx";
import { currentArea, railPages, thumbPages, type AdminPage } from "./pages.ts";
import { Key } from "./shortcuts-dialog.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const icons = {
  overview: Gauge,
  orders: Receipt,
  products: Package,
  channels: Store,
  automation: Zap,
  jobs: Workflow,
  settings: Settings,
} as const;

const quiet = "flex h-9 w-full items-center gap-2 rounded-admin px-2.5 text-muted hover:bg-sunken hover:text-ink";

interface RailProps {
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}

/** The left rail of a desktop: where one can go, who one is, and whether the page is live. */
export function Rail({ onPalette, onShortcuts }: RailProps) {
  const member = useMember();
  return (
    <aside
      aria-label="Admin"
      className="sticky top-0 hidden h-dvh flex-col gap-4 border-r border-line bg-surface p-3 md:flex"
    >
      <div className="px-2.5 pt-2">
        <p className="truncate text-16 font-semibold">{member.organization.name}</p>
        <p className="text-12 text-muted">Cartwright</p>
      </div>
      <button
        type="button"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-9 items-center gap-2 rounded-admin border border-line bg-ground px-2.5 text-muted hover:border-edge hover:text-ink"
      >
        <Search aria-hidden="true" className="size-4" />
        Find
        <span className="ml-auto flex gap-1" aria-hidden="true">
          <Key>Ctrl</Key>
          <Key>K</Key>
        </span>
      </button>
      <nav aria-label="Admin pages" className="grid gap-0.5">
        <PageLinks pages={railPages} className="flex h-9 items-center gap-2.5 rounded-admin px-2.5 hover:bg-sunken" />
      </nav>
      <div className="mt-auto grid gap-0.5">
        <AlertBell className={quiet} />
        <div className="px-2.5 pb-2 text-12 text-muted">
          <ConnectionStatus />
        </div>
        <ThemeSwitch />
        <button type="button" onClick={onShortcuts} aria-keyshortcuts="?" className={quiet}>
          <Keyboard aria-hidden="true" className="size-4" />
          Keys
        </button>
        <SignOut className={quiet} />
        <p className="mt-2 truncate border-t border-line px-2.5 pt-2 text-12">
          <Link
            href="/admin/account"
            title={`${member.email}: your sign-in`}
            className="inline-flex min-h-6 items-center text-muted hover:text-ink"
          >
            {member.name} · {member.role}
          </Link>
        </p>
      </div>
    </aside>
  );
}

/** The head of a phone's page. */
export function TopBar({ onPalette }: { readonly onPalette: () => void }) {
  const { organization } = useMember();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-surface pl-4 pr-1 md:hidden">
      <p className="truncate font-semibold">{organization.name}</p>
      <span className="ml-2 text-12 text-muted">
        <ConnectionStatus />
      </span>
      <button type="button" onClick={onPalette} aria-label="Find" className="ml-auto grid size-11 place-items-center">
        <Search aria-hidden="true" className="size-5" />
      </button>
      <SettingsLink />
      <AlertBell wordless className="relative grid size-11 place-items-center" />
      <SignOut wordless className="grid size-11 place-items-center" />
    </header>
  );
}

// What is seldom wanted stands above: under the thumb there is room for six.
function SettingsLink() {
  const { permissions } = useMember();
  const page = railPages(permissions).find(({ label }) => label === "Settings");
  if (page === undefined) return null;
  return (
    <Link href={page.href} aria-label="Settings" className="grid size-11 place-items-center">
      <Settings aria-hidden="true" className="size-5" />
    </Link>
  );
}

/** The rail of a phone, under the thumb. */
export function BottomBar() {
  return (
    <nav
      aria-label="Admin pages"
      className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <PageLinks pages={thumbPages} className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-12" />
    </nav>
  );
}

interface PageLinksProps {
  readonly pages: typeof railPages;
  readonly className: string;
}

function PageLinks({ pages, className }: PageLinksProps) {
  const current = currentArea(usePathname());
  const { permissions } = useMember();
  return pages(permissions).map((page) => (
    <PageLink key={page.href} page={page} current={page.label === current} className={className} />
  ));
}

function PageLink(props: { readonly page: AdminPage; readonly current: boolean; readonly className: string }) {
  const { page, current, className } = props;
  const Icon = icons[page.icon];
  return (
    <Link
      href={page.href}
      aria-current={current ? "page" : undefined}
      className={cn(className, current && "bg-accent-soft font-medium text-accent")}
    >
      <Icon aria-hidden="true" className="size-4" />
      {page.label}
    </Link>
  );
}

const connections: Record<Connection, { readonly tone: StatusTone; readonly word: string; readonly title: string }> = {
  live: { tone: "good", word: "Live", title: "Changes appear as they happen." },
  connecting: { tone: "neutral", word: "Connecting", title: "Numbers are as of when the page was opened." },
  lost: { tone: "warning", word: "Not live", title: "Reload the page to hear of changes again." },
};

function ConnectionStatus() {
  const { tone, word, title } = connections[useConnection()];
  return (
    <output title={title}>
      <Status tone={tone}>{word}</Status>
    </output>
  );
}

function SignOut({ className, wordless = false }: { readonly className: string; readonly wordless?: boolean }) {
  return (
    <button
      type="button"
      className={className}
      onClick={() => leave(() => void signOut({ callbackUrl: "/admin/sign-in" }))}
    >
      <LogOut aria-hidden="true" className={wordless ? "size-5" : "size-4"} />
      <span className={wordless ? "sr-only" : undefined}>Sign out</span>
    </button>
  );
}
