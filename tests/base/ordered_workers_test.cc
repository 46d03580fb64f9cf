// Results come in the order of the input whatever the threads do; what is thrown ends the work and comes out of finish().
#include "base/ordered_workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

namespace dragoman::base {
namespace {

TEST(OrderedWork, ResultsComeInTheOrderOfTheInput) {
  for (const std::size_t threads : {1U, 2U, 7U}) {
    std::vector<int> taken;
    std::atomic<int> taking = 0;
    std::atomic<bool> together = false, strange_worker = false;
    OrderedWorkers<int, int> workers(
        threads,
        [&](std::size_t worker, int item) {
          if (worker >= threads) strange_worker = true;
          std::this_thread::sleep_for(std::chrono::microseconds((item * 37) % 300));
          return item * 2;
        },
        [&](int result) {
          if (++taking > 1) together = true;
          taken.push_back(result);
          --taking;
        });
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(workers.push(i));
    workers.finish();
    ASSERT_EQ(taken.size(), 200U) << threads;
    for (int i = 0; i < 200; ++i) EXPECT_EQ(taken[static_cast<std::size_t>(i)], 2 * i) << threads;
    EXPECT_FALSE(together) << "two calls of take at once with " << threads << " threads";
    EXPECT_FALSE(strange_worker);
  }
}

TEST(OrderedWork, NoMoreThanFourItemsAThreadAreUnderWay) {
  constexpr std::size_t kThreads = 3;
  std::atomic<int> pushed = 0, taken = 0, most = 0;
  OrderedWorkers<int, int> workers(
      kThreads,
      [&](std::size_t, int item) {
        if (item == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));   // the others pile up behind it
        return item;
      },
      [&](int) { ++taken; });
  for (int i = 0; i < 100; ++i) {
    workers.push(i);
    ++pushed;
    most = std::max(most.load(), pushed.load() - taken.load());
  }
  workers.finish();
  EXPECT_EQ(taken, 100);
  EXPECT_LE(most, static_cast<int>(4 * kThreads) + 1);   // one more: it is counted here before its turn to be taken is
}

TEST(OrderedWork, WhatAWorkerThrowsComesOut) {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    std::vector<int> taken;
    OrderedWorkers<int, int> workers(
        threads,
        [](std::size_t, int item) {
          if (item == 5) throw std::runtime_error("five");
          return item;
        },
        [&](int result) { taken.push_back(result); });
    const auto all = [&] {
      for (int i = 0; i < 1000; ++i)
        if (!workers.push(i)) break;
      workers.finish();
    };
    try {
      all();
      ADD_FAILURE() << "nothing was thrown with " << threads << " threads";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "five");
    }
    EXPECT_LE(taken.size(), 5U);
    for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], static_cast<int>(i));
  }
}

TEST(OrderedWork, WhatTakeThrowsComesOut) {
  for (const std::size_t threads : {1U, 3U}) {
    OrderedWorkers<int, int> workers(threads, [](std::size_t, int item) { return item; },
                                     [](int result) {
                                       if (result == 3) throw std::logic_error("full");
                                     });
    EXPECT_THROW(
        {
          for (int i = 0; i < 1000; ++i)
            if (!workers.push(i)) break;
          workers.finish();
        },
        std::logic_error)
        << threads;
  }
}

TEST(OrderedWork, CanBeLeftUnfinished) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> taken = 0;
    {
      OrderedWorkers<std::string, std::string> workers(2, [](std::size_t, std::string item) { return item; }, [&](const std::string&) { ++taken; });
      for (int i = 0; i < 5; ++i) workers.push(std::string(100, 'x'));
    }
    EXPECT_EQ(taken, 5) << "what was pushed is still done";
  }
}

TEST(OrderedWork, NothingToDo) {
  OrderedWorkers<int, int> workers(4, [](std::size_t, int item) { return item; }, [](int) { FAIL(); });
  workers.finish();
}

}  // namespace
}  // namespace dragoman::base
