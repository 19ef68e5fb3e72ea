package com.example.orders;

import dev.slipway.junit5.SlipwayCluster;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The cluster as production has it; all classes with it share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SlipwayCluster(name = "orders", zookeeper = 3, brokers = 3)
@interface OrdersCluster {}
