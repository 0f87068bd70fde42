/*
 * The algorithm of impl/core/buddyCore.ts and the workloads of bench/workloads/ once more, as a yardstick of what the machine
 * can do. The sum of all pfns given must equal that of the other side.
 *
 *   buddy WORKLOAD PAGES OPERATIONS   prints nanoseconds of CPU time an operation, in the fastest of PARTS, and the sum
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_ORDER 10
#define PIECE (1 << 8)

static int32_t heads[MAX_ORDER + 1], *next, *previous;
static uint8_t *tags;

static void push(int32_t pfn, int order) {
  int32_t first = heads[order];
  next[pfn] = first;
  previous[pfn] = -1;
  if (first >= 0) previous[first] = pfn;
  heads[order] = pfn;
  tags[pfn] = order + 1;
}

/* Onto a list that is empty. */
static void push_alone(int32_t pfn, int order) {
  next[pfn] = previous[pfn] = -1;
  heads[order] = pfn;
  tags[pfn] = order + 1;
}

/* The first block of a list that is not empty. */
static int32_t pop(int order) {
  int32_t pfn = heads[order], after = next[pfn];
  heads[order] = after;
  if (after >= 0) previous[after] = -1;
  tags[pfn] = 0;
  return pfn;
}

static void unlink_block(int32_t pfn, int order) {
  int32_t after = next[pfn], before = previous[pfn];
  if (before >= 0) next[before] = after;
  else heads[order] = after;
  if (after >= 0) previous[after] = before;
  tags[pfn] = 0;
}

static int32_t allocate(int order) {
  int from = order;
  while (from <= MAX_ORDER && heads[from] < 0) from++;
  if (from > MAX_ORDER) return -1;
  int32_t pfn = pop(from);
  while (from > order) {
    from--;
    push_alone(pfn + (1 << from), from);
  }
  return pfn;
}

static void free_block(int32_t pfn, int order) {
  while (order < MAX_ORDER) {
    int32_t buddy = pfn ^ (1 << order);
    if (tags[buddy] != order + 1) break;
    unlink_block(buddy, order);
    pfn &= buddy;
    order++;
  }
  push(pfn, order);
}

static uint32_t state = 0x9e3779b9u, sum = 0;
static int64_t operations = 0;

static uint32_t next_random(uint32_t x) {
  x ^= x << 13;
  x ^= x >> 17;
  return x ^ (x << 5);
}

static double cpu_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static void *get(size_t bytes) {
  void *memory = malloc(bytes);
  if (!memory) exit(2);
  return memory;
}

static int32_t slot_of(int32_t count) { return (int32_t)(((uint64_t)state * (uint32_t)count) >> 32); }

static void churn(int32_t *slots, int32_t count, int orders, int64_t steps) {
  for (int64_t done = 0; done < steps; done += PIECE) {
    int32_t slot = slot_of(count), held = slots[slot];
    for (int step = 0; step < PIECE; step++) {
      uint32_t bits = state & 0xffff;
      state = next_random(state);
      int32_t following = slot_of(count), ahead = slots[following], left = -1;
      if (held == -1) {
        int order = (int)((bits * (uint32_t)orders) >> 16);
        int32_t pfn = allocate(order);
        sum = sum * 31 + (uint32_t)pfn;
        if (pfn >= 0) left = (pfn << 4) | order;
      } else free_block(held >> 4, held & 15);
      slots[slot] = left;
      held = following == slot ? left : ahead;
      slot = following;
    }
    operations += PIECE;
  }
}

static void burst(const int32_t *turn, int32_t *taken, int32_t count) {
  for (int32_t page = 0; page < count; page++) {
    int32_t pfn = allocate(0);
    sum = sum * 31 + (uint32_t)pfn;
    taken[page] = pfn;
  }
  for (int32_t page = 0; page < count; page++) free_block(taken[turn[page]], 0);
  operations += 2 * (int64_t)count;
}

/* Before the clock starts, and how often it is looked at; see workloads.ts. */
static int64_t warm_up(int64_t wanted) { return wanted / 4 > 100000 ? wanted / 4 : 100000; }
#define PARTS 8

static double run_churn(int32_t pages, int orders, int64_t wanted) {
  int32_t count = (int32_t)(pages / (((double)(1 << orders) - 1) / orders));
  int32_t *slots = get(sizeof *slots * (size_t)count);
  memset(slots, 0xff, sizeof *slots * (size_t)count);
  int64_t to_half = (int64_t)(1.5 * count), first = warm_up(wanted);
  churn(slots, count, orders, to_half > first ? to_half : first);
  double fastest = 1e9;
  for (int part = 0; part < PARTS; part++) {
    int64_t before = operations;
    double start = cpu_time();
    churn(slots, count, orders, (wanted + PARTS - 1) / PARTS);
    double nanoseconds = (cpu_time() - start) / (double)(operations - before);
    if (nanoseconds < fastest) fastest = nanoseconds;
  }
  return fastest;
}

static void exchange(int32_t *held, int32_t count, int64_t wanted) {
  for (int64_t done = 0; done < wanted; done += 2 * PIECE) {
    for (int step = 0; step < PIECE; step++) {
      state = next_random(state);
      int32_t slot = slot_of(count);
      free_block(held[slot], 0);
      int32_t pfn = allocate(0);
      sum = sum * 31 + (uint32_t)pfn;
      held[slot] = pfn;
    }
    operations += 2 * PIECE;
  }
}

static double run_exchange(int32_t pages, int64_t wanted) {
  int32_t count = pages / 2, *held = get(sizeof *held * (size_t)count);
  for (int32_t slot = 0; slot < count; slot++) {
    held[slot] = allocate(0);
    sum = sum * 31 + (uint32_t)held[slot];
  }
  exchange(held, count, warm_up(wanted));
  double fastest = 1e9;
  for (int part = 0; part < PARTS; part++) {
    int64_t before = operations;
    double start = cpu_time();
    exchange(held, count, (wanted + PARTS - 1) / PARTS);
    double nanoseconds = (cpu_time() - start) / (double)(operations - before);
    if (nanoseconds < fastest) fastest = nanoseconds;
  }
  return fastest;
}

static void shuffle(int32_t *turn, int32_t count) {
  uint32_t random = 0x9e3779b9u;
  for (int32_t rest = count; rest > 1; rest--) {
    random = next_random(random);
    int32_t other = (int32_t)(((uint64_t)random * (uint32_t)rest) >> 32), held = turn[rest - 1];
    turn[rest - 1] = turn[other];
    turn[other] = held;
  }
}

static double run_bursts(const char *name, int32_t pages, int64_t wanted) {
  int32_t count = !strcmp(name, "single") ? 1 : !strcmp(name, "lifo") ? 256 : (int32_t)(pages * 0.9);
  int32_t *turn = get(sizeof *turn * (size_t)count), *taken = get(sizeof *taken * (size_t)count);
  for (int32_t place = 0; place < count; place++) turn[place] = strcmp(name, "lifo") ? place : count - 1 - place;
  if (!strcmp(name, "random")) shuffle(turn, count);
  while (operations < warm_up(wanted)) burst(turn, taken, count);
  double fastest = 1e9;
  for (int part = 0; part < PARTS; part++) {
    int64_t before = operations, end = before + (wanted + PARTS - 1) / PARTS;
    double start = cpu_time();
    while (operations < end) burst(turn, taken, count);
    double nanoseconds = (cpu_time() - start) / (double)(operations - before);
    if (nanoseconds < fastest) fastest = nanoseconds;
  }
  return fastest;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int32_t pages = atoi(argv[2]);
  int64_t wanted = atoll(argv[3]);
  next = get(sizeof *next * (size_t)pages);
  previous = get(sizeof *previous * (size_t)pages);
  tags = get((size_t)pages);
  memset(tags, 0, (size_t)pages);
  memset(heads, 0xff, sizeof heads);
  for (int32_t pfn = pages - (1 << MAX_ORDER); pfn >= 0; pfn -= 1 << MAX_ORDER) push(pfn, MAX_ORDER);
  int orders = !strcmp(argv[1], "churn") ? 1 : !strcmp(argv[1], "mixed3") ? 4 : !strcmp(argv[1], "mixed9") ? 10 : 0;
  double nanoseconds = orders                          ? run_churn(pages, orders, wanted)
                       : !strcmp(argv[1], "exchange") ? run_exchange(pages, wanted)
                                                       : run_bursts(argv[1], pages, wanted);
  printf("%.4f %d\n", nanoseconds, (int32_t)sum);
  return 0;
}
